import { getTranslations } from 'next-intl/server';
import { DescriptionList } from '@/components/ui/description-list';
import { Notice } from '@/components/ui/notice';
import type { Scope } from '@/lib/core/auth/scope';
import type { Format } from '@/lib/core/i18n/format';
import { endSupport } from '@/lib/support/actions';
import type { Grant, TrailLine } from '@/lib/support/rules';
import { EndButton } from './end-button';
import { momentAt } from './moments';
import { RequestSheet } from './request-sheet';
import { VisitSheet } from './visit-sheet';
import { VisitSteps } from './visit-steps';

export type Trail = { lines: TrailLine[]; total: number };

interface Props {
  grant: Grant;
  trail: Trail | undefined;
  scope: Scope;
  format: Format;
}

/** One request or visit with what can be done about it now. */
export async function GrantView({ grant, trail, scope, format }: Props) {
  const t = await getTranslations('support');
  const { institution, today } = scope;
  const { timeZone } = institution;
  const at = (moment: Date) => momentAt(format, moment, timeZone);
  if (grant.state === 'REQUESTED') return <RequestSheet grant={grant} asked={at(grant.createdAt)} />;
  return (
    <>
      <VisitSteps grant={grant} format={format} timeZone={timeZone} today={today} />
      {grant.emergency && <Notice tone="warn">{t('emergency.came')}</Notice>}
      {grant.state === 'APPROVED' && (
        <Notice
          tone="info"
          action={
            <EndButton
              action={endSupport}
              grantId={grant.id}
              label={t('approved.withdraw')}
              pending={t('banner.ending')}
            />
          }
        >
          {t('approved.waits', { name: grant.requesterName, minutes: grant.minutes ?? 0 })}
        </Notice>
      )}
      <DescriptionList
        items={[
          {
            key: 'reason',
            term: t('request.reason'),
            value: (
              <span dir="auto" className="whitespace-pre-line">
                {grant.reason}
              </span>
            ),
          },
          ...(grant.refusal
            ? [
                {
                  key: 'refusal',
                  term: t('decide.refusal'),
                  value: (
                    <span dir="auto" className="whitespace-pre-line">
                      {grant.refusal}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {grant.startsAt && trail ? (
        <VisitSheet grant={grant} trail={trail} institution={institution} format={format} today={today} />
      ) : (
        (grant.state === 'ENDED' || grant.state === 'LAPSED') && (
          <p className="text-ink-2">{t('receipt.none')}</p>
        )
      )}
    </>
  );
}
