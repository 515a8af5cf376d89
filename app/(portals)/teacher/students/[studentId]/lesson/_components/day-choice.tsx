import { useTranslations } from 'next-intl';
import { DateField } from '@/components/forms/text-field';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/link-row';
import { routes } from '@/lib/core/routes';
import type { LessonPage } from '@/lib/lessons/entry/queries';
import { LESSON_KINDS } from '@/lib/lessons/rules';

interface Props {
  page: Pick<LessonPage, 'student' | 'kind' | 'session' | 'sessions'>;
  date: string;
  today: string;
}

/** Which lesson: its kind as links, its session too where there are several, its day as a form of its own; all are
 *  addresses and work without script. */
export function DayChoice({ page, date, today }: Props) {
  const { student, kind, session, sessions } = page;
  const studentId = student.id;
  const t = useTranslations('lessons');
  const names = useTranslations('attendance.sessions');
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
      {sessions.length > 1 && (
        <Segmented
          label={t('form.session')}
          items={sessions.map((one) => ({
            href: routes.recordLesson(studentId, { date, kind, session: one }),
            label: names(one),
            current: one === session,
          }))}
        />
      )}
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
