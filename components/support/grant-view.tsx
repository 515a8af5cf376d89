import { Notice } from '@/components/ui/notice';
import type { Scope } from '@/lib/core/auth/scope';
import type { Format } from '@/lib/core/i18n/format';
import { getTranslations } from '@/lib/core/i18n/translations';
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
      <Said label={t('request.reason')} words={grant.reason} />
      {grant.refusal && <Said label={t('decide.refusal')} words={grant.refusal} />}
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

/** Somebody's own words, in their own direction, under what they are. */
function Said({ label, words }: { label: string; words: string }) {
  return (
    <div>
      <p className="text-small text-ink-3">{label}</p>
      <p dir="auto" className="max-w-prose whitespace-pre-line">
        {words}
      </p>
    </div>
  );
}
