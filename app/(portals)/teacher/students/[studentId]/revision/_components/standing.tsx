import { useTranslations } from 'next-intl';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { ChildRevision } from '@/lib/revision/child/queries';

/** How things stand, in sentences: strength, what is past its turn and until when, the length of a round. */
export function Standing({ child: { strength, outlook } }: { child: ChildRevision }) {
  const t = useTranslations('revision');
  const format = useFormat();
  const { behind, levelOn, roundDays, cycleDays } = outlook;
  const late = Math.ceil(behind);
  return (
    <p>
      {strength === null ? t('noManzil') : t('health', { share: format.percent(strength) })}{' '}
      {late > 0 ? t('behind', { days: late }) : t('level')}{' '}
      {late > 0 && (levelOn ? t('levelOn', { date: format.dateShort(levelOn) }) : t('levelFar'))}{' '}
      {strength !== null &&
        (roundDays > cycleDays
          ? t('roundLonger', { days: roundDays, asked: cycleDays })
          : t('round', { days: roundDays }))}
    </p>
  );
}
