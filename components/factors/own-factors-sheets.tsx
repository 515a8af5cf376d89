import type { ReactNode } from 'react';
import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { dropFactor } from '@/lib/factors/actions';
import { hasFactor, type OwnFactors } from '@/lib/factors/rules';

interface Props {
  own: OwnFactors;
  /** Whether the proof is young enough to change anything. */
  open: boolean;
}

/** An account is its person's, of any institution or of none: days as in the home of most. */
const zone = 'Asia/Karachi';

/** Authenticator, passkeys, recovery codes. */
export async function OwnFactorsSheets({ own, open }: Props) {
  const [t, format] = await Promise.all([getTranslations('factors.own'), getFormat()]);
  const day = (at: Date | string) => format.dateShort(localDateAt(new Date(at), zone));
  return (
    <>
      <Sheet title={t('totp')} {...(own.totp && { note: t('since', { day: day(own.totp.since) }) })} ruled>
        <div className="flex flex-wrap gap-3">
          {open && (
            <ButtonLink href={routes.ownAuthenticator} variant={own.totp ? 'secondary' : 'primary'}>
              {t(own.totp ? 'replace' : 'add')}
            </ButtonLink>
          )}
          {open && own.totp && <Remove id={own.totp.id} name={t('totp')} />}
        </div>
      </Sheet>
      <Sheet title={t('passkeys')} ruled>
        {own.passkeys.length === 0 && <p className="text-small text-ink-2">{t('passkeysNone')}</p>}
        <ul>
          {own.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
            <Entry
              key={id}
              name={name || t('passkey')}
              note={`${t('since', { day: day(createdAt) })} · ${
                lastUsedAt ? t('lastUsed', { day: day(lastUsedAt) }) : t('neverUsed')
              }`}
            >
              {open && <Remove id={id} name={name || t('passkey')} />}
            </Entry>
          ))}
        </ul>
        {open && (
          <ButtonLink href={routes.newPasskey} className="mt-3">
            {t('addPasskey')}
          </ButtonLink>
        )}
      </Sheet>
      {hasFactor(own) && (
        <Sheet title={t('codes')} note={t('codesLeft', { count: own.codesLeft })} ruled>
          <ButtonLink href={routes.newRecoveryCodes}>{t('renew')}</ButtonLink>
        </Sheet>
      )}
    </>
  );
}

function Entry({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-line py-2.5 not-last:border-b">
      <div>
        <p>
          <bdi>{name}</bdi>
        </p>
        <p className="text-caption text-ink-3">{note}</p>
      </div>
      {children}
    </li>
  );
}

async function Remove({ id, name }: { id: string; name: string }) {
  const t = await getTranslations('factors.own');
  return (
    <Form action={dropFactor} room="factors">
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="danger" aria-label={t('removeLabel', { name })}>
        {t('remove')}
      </SubmitButton>
    </Form>
  );
}
