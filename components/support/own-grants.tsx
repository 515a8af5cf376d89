import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { LogIn } from '@/components/ui/icons';
import { PersonName } from '@/components/ui/person-name';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { beginVisit, leaveVisit } from '@/lib/support/actions';
import type { OwnGrant } from '@/lib/support/rules';
import { EndButton } from './end-button';
import { StateBadge } from './state-badge';

async function Acts({ grant }: { grant: OwnGrant }) {
  const t = await getTranslations('support');
  const { id, state, here, house } = grant;
  if (state !== 'REQUESTED' && state !== 'APPROVED' && state !== 'ACTIVE') return null;
  const approved = state !== 'REQUESTED';
  return (
    <div className="flex flex-wrap items-center gap-3">
      {here && state === 'ACTIVE' ? (
        <ButtonLink href={routes.admin} variant="primary" icon={LogIn} flip>
          {t('own.toVisit')}
        </ButtonLink>
      ) : approved ? (
        <Form action={beginVisit} room="support">
          <input type="hidden" name="id" value={id} />
          <SubmitButton
            aria-label={t('own.beginOne', { institution: house })}
            icon={<LogIn aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />}
          >
            {state === 'ACTIVE' ? t('own.resume') : t('own.begin')}
          </SubmitButton>
        </Form>
      ) : null}
      <EndButton
        action={leaveVisit}
        grantId={id}
        label={state === 'ACTIVE' ? t('banner.endVisit') : t('own.give')}
        pending={t('banner.ending')}
      />
    </div>
  );
}

/** One's own requests and visits, newest first, with what each of them now allows. */
export async function OwnGrants({ grants }: { grants: OwnGrant[] }) {
  const t = await getTranslations('support');
  return (
    <ul className="grid">
      {grants.map((grant) => (
        <li
          key={grant.id}
          className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-line px-4 py-4 not-last:border-b sm:px-6"
        >
          <div className="grid min-w-0 flex-[1_1_20rem] gap-1.5">
            <div className="flex flex-wrap items-center gap-3">
              <PersonName name={grant.house} nativeName={grant.houseNative} layout="inline" />
              <StateBadge state={grant.state} />
            </div>
            <p className="text-small text-ink-2">
              {t('request.ticket')} <bdi>{grant.ticket}</bdi>
              {grant.minutes !== null &&
                ` · ${t('own.for', {
                  minutes: grant.minutes,
                  access: grant.write ? t('banner.write') : t('banner.read'),
                })}`}
            </p>
            <p dir="auto" className="text-small break-words whitespace-pre-line">
              {grant.reason}
            </p>
            {grant.refusal && (
              <p className="text-small text-clay">{t('own.refusal', { refusal: grant.refusal })}</p>
            )}
          </div>
          <Acts grant={grant} />
        </li>
      ))}
    </ul>
  );
}
