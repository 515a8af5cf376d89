import { useLocale, useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { sendToMany } from '@/lib/messages/many/actions';
import type { Audience, Recipient } from '@/lib/messages/many/queries';
import type { ManyQuery } from '@/lib/messages/many/schema';

const own = ['ALREADY', 'NOTHING', 'NOBODY', 'NO_HALQA'] as const;
const isOwn = (reason: string): reason is (typeof own)[number] => (own as readonly string[]).includes(reason);

/** Who gets it, who not, and why; then the one button, which names what it does. */
export function AudienceSheet({ audience, query }: { audience: Audience; query: ManyQuery }) {
  const t = useTranslations('messageChannel.many');
  const words = useTranslations('messages');
  const format = useFormat();
  const { recipients, enabled, day, overLimit } = audience;
  const gets = recipients.filter(({ reason }) => !reason);
  const letters = gets.filter(({ byLetter }) => byLetter);
  const reasons = [...new Set(recipients.flatMap(({ reason }) => reason ?? []))];
  const said = (reason: NonNullable<Recipient['reason']>) =>
    isOwn(reason) ? t(reason) : words(`reasons.${reason}`);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Sheet
        title={t('gets', { count: gets.length })}
        note={query.kind === 'WEEKLY_REPORT' ? t('week', { day: format.date(day) }) : t('once')}
      >
        <details className="mb-3">
          <summary className="link inline-flex min-h-tap cursor-pointer items-center text-small">
            {t('who')}
          </summary>
          <People people={gets.filter(({ byLetter }) => !byLetter)} />
        </details>
        {letters.length > 0 && (
          <details className="mb-3">
            <summary className="inline-flex min-h-tap cursor-pointer items-center text-small">
              {t('byLetter', { count: letters.length })}
            </summary>
            <People people={letters} />
          </details>
        )}
        {overLimit && (
          <div className="mb-3">
            <Notice tone="warn" title={t('overLimit', { count: overLimit })}>
              {t('overLimitNote')}
            </Notice>
          </div>
        )}
        {!enabled ? (
          <div className="grid justify-items-start gap-3">
            <Notice tone="warn" title={t('off')}>
              {t('offNote')}
            </Notice>
            <ButtonLink href={routes.messageKinds}>{t('turnOn')}</ButtonLink>
          </div>
        ) : (
          gets.length > 0 && (
            <Form action={sendToMany} room="messageChannel">
              <input type="hidden" name="kind" value={query.kind} />
              <input type="hidden" name="halqa" value={query.halqa} />
              <SubmitButton className="justify-self-start">{t('send', { count: gets.length })}</SubmitButton>
            </Form>
          )
        )}
      </Sheet>
      <Sheet title={t('getsNot', { count: recipients.length - gets.length })}>
        {reasons.length === 0 && <p className="text-small text-ink-2">{t('all')}</p>}
        {reasons.map((reason) => (
          <details key={reason} className="border-line py-2 not-last:border-b">
            <summary className="inline-flex min-h-tap cursor-pointer items-center text-small">
              {t('why', {
                count: recipients.filter((one) => one.reason === reason).length,
                reason: said(reason),
              })}
            </summary>
            <People people={recipients.filter((one) => one.reason === reason)} />
          </details>
        ))}
      </Sheet>
    </div>
  );
}

function People({ people }: { people: Recipient[] }) {
  const language = localeOfTag(useLocale());
  if (people.length === 0) return null;
  return (
    <ul className="mb-4 grid gap-2 text-small">
      {people.map(({ studentId, child, guardian }) => (
        <li key={`${studentId}/${guardian?.name}`} className="flex flex-wrap justify-between gap-x-4">
          <PersonName name={child.name} nativeName={child.nativeName} />
          {guardian && <bdi className="text-ink-2">{nameIn(guardian, language)}</bdi>}
        </li>
      ))}
    </ul>
  );
}
