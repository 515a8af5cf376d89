import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GradeBadge } from '@/components/ui/grade-badge';
import { Pencil, TriangleAlert } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import { isolate } from '@/lib/core/i18n/isolate';
import { routes } from '@/lib/core/routes';
import type { GradeNames } from '@/lib/lessons/grading/rules';
import type { RecordLesson } from '@/lib/lessons/record/queries';

interface Props {
  studentId: string;
  lessons: readonly RecordLesson[];
  /** Portions in words. */
  phrase: (portions: readonly number[]) => { detail: string };
  /** What the institution calls its grades. */
  names: GradeNames | undefined;
}

/** The latest lessons, each with what was odd about it and the way to correct it. */
export function LessonList({ studentId, lessons, phrase, names }: Props) {
  const t = useTranslations('lessons');
  const record = useTranslations('teacher.student');
  const format = useFormat();
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-sheet empty:hidden">
      {lessons.map(({ id, kind, date, session, portions, grade, mistakes, remark, ...lesson }) => {
        const listener = t(`listeners.${lesson.listener}`);
        return (
          <li key={id} className="grid gap-1 px-3.5 py-2.5">
            <p className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium">{t(`kinds.${kind}`)}</span>
              <GradeBadge grade={grade} names={names} />
            </p>
            <p className="text-small">{phrase(portions).detail}</p>
            <div className="flex items-center justify-between gap-2">
              <p className="text-caption text-ink-2">
                {format.dateShort(date)} · {record('mistakes', { count: mistakes })}
                {lesson.listener !== 'TEACHER' &&
                  ` · ${lesson.heardBy ? t('list.byName', { listener, name: isolate(lesson.heardBy) }) : t('list.by', { listener })}`}
              </p>
              <ButtonLink
                href={routes.recordLesson(studentId, { date, kind, session })}
                variant="ghost"
                size="icon"
                icon={Pencil}
                aria-label={`${t('list.correct')}: ${t(`kinds.${kind}`)}, ${format.dateShort(date)}`}
              />
            </div>
            {lesson.insisted.length > 0 && (
              <p className="flex items-start gap-1.5 text-caption text-gold-ink">
                <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 flex-none" />
                {t('insisted', {
                  customs: lesson.insisted.map((code) => t(`customMarks.${code}`)).join(' · '),
                })}
              </p>
            )}
            {remark && (
              <p dir="auto" className="text-small text-ink-2">
                {remark}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
