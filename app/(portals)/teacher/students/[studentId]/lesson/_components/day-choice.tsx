import { useTranslations } from 'next-intl';
import { DateField } from '@/components/forms/text-field';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/link-row';
import { routes } from '@/lib/core/routes';
import { LESSON_KINDS, type LessonKind } from '@/lib/lessons/rules';

interface Props {
  studentId: string;
  date: string;
  kind: LessonKind;
  today: string;
}

/** Which lesson: its kind as links, its day as a form of its own; both are addresses and work without script. */
export function DayChoice({ studentId, date, kind, today }: Props) {
  const t = useTranslations('lessons');
  return (
    <div className="grid gap-3">
      <Segmented
        label={t('form.kind')}
        items={LESSON_KINDS.map((one) => ({
          href: routes.recordLesson(studentId, { date, kind: one }),
          label: t(`kinds.${one}`),
          current: one === kind,
        }))}
      />
      <form method="get" className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="kind" value={kind} />
        <DateField
          name="date"
          label={t('form.day')}
          defaultValue={date}
          max={today}
          required
          className="flex-1"
        />
        <Button type="submit">{t('form.show')}</Button>
      </form>
    </div>
  );
}
