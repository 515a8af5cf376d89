import { useTranslations } from 'next-intl';
import type { Reason } from '@/lib/care/rules';
import type { Hold } from '@/lib/care/view/schema';
import { useFormat } from '@/lib/core/i18n/get-format';

/** The sentences of a reason: what it rests on, its days, and what to do next. */
export function useReasonWords() {
  const t = useTranslations('care');
  const format = useFormat();
  const kind = (code: string) => t(`kinds.${code as 'SABAQ'}`);
  const days = (list: readonly string[]) =>
    t('days', { days: list.map((day) => format.dateShort(day)).join(' · ') });

  const why = (reason: Reason): string => {
    switch (reason.code) {
      case 'ABSENT':
        return reason.inRow > 0
          ? t('why.inRow', { count: reason.inRow, all: reason.inThirty })
          : t('why.inThirty', { all: reason.inThirty });
      case 'REPEAT':
        return t('why.repeat', { kind: kind(reason.kind), times: reason.times, of: reason.of });
      case 'STALLED':
        return t('why.stalled', { date: format.date(reason.since), days: reason.daysHere });
      case 'FADING': {
        const juz = reason.juz.map((n) => format.digits(n)).join(', ') || 'none';
        return t('why.fading', { before: format.digits(reason.before), now: format.digits(reason.now), juz });
      }
    }
  };

  /** Why the lesson stands still, where somebody decided so. */
  const because = (hold: Hold | null): string | undefined => {
    if (hold?.band) return t('why.band', { date: format.date(hold.band.since), reason: hold.band.reason });
    return hold?.waitingJuz ? t('why.jaiza', { juz: format.digits(hold.waitingJuz) }) : undefined;
  };

  const next = ({ code }: Reason, hold: Hold | null): string => {
    if (code !== 'STALLED' || !hold) return t(`steps.${code}`);
    if (hold.band) return t('steps.band');
    return hold.waitingJuz ? t('steps.jaiza', { juz: format.digits(hold.waitingJuz) }) : t('steps.STALLED');
  };

  return {
    name: ({ code }: Reason) => t(`reasons.${code}`),
    why,
    because,
    next,
    evidence: (reason: Reason) =>
      reason.code === 'ABSENT' || reason.code === 'REPEAT' ? days(reason.days) : undefined,
  };
}
