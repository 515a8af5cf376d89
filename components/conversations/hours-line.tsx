import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { type Hours, standing } from '@/lib/conversations/hours/rules';
import type { Desk } from '@/lib/conversations/schema';
import { useFormat } from '@/lib/core/i18n/get-format';
import { addDays, type LocalDate, localMinutesAt, weekdayOf } from '@/lib/core/time';

interface Props {
  hours: Hours;
  desk: Desk;
  now: Date;
  today: LocalDate;
  timeZone: string;
}

/** Whether a desk takes messages of families at all. */
export const takesMessages = (hours: Hours, desk: Desk) => (desk === 'OFFICE' ? hours.office : hours.ustadh);

/** Said before a family writes: whether somebody answers now, and else when. */
export function HoursLine({ hours, desk, now, today, timeZone }: Props) {
  const t = useTranslations('conversations.hours');
  const words = useTranslations('conversations');
  const format = useFormat();
  if (!takesMessages(hours, desk))
    return <Notice tone="warn">{t(desk === 'OFFICE' ? 'officeOff' : 'ustadhOff')}</Notice>;
  const { open, next } = standing(hours, { date: today, minutes: localMinutesAt(now, timeZone) });
  if (!open && !next) return <Notice tone="info">{t('none')}</Notice>;
  // A date of each weekday, for its name.
  const week = Array.from({ length: 7 }, (_, step) => addDays(today, step));
  const dayOf = (n: number) => format.weekdayShort(week.find((date) => weekdayOf(date) % 7 === n)!);
  const facts = {
    days: hours.days.map(dayOf).join(words('separator')),
    from: format.timeOfDay(hours.from),
    to: format.timeOfDay(hours.to),
  };
  return (
    <Notice tone={open ? 'good' : 'info'}>
      {next
        ? t('closed', { ...facts, day: format.dateShort(next.date), time: format.timeOfDay(next.minutes) })
        : t('open', facts)}
    </Notice>
  );
}
