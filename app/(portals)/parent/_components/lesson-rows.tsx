import { useTranslations } from 'next-intl';
import { GradeBadge } from '@/components/ui/grade-badge';
import { MISTAKE_KINDS } from '@/lib/lessons/rules';
import type { Child, ChildLesson } from '@/lib/parents/queries';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';

function LessonRow({ lesson, child }: { lesson: ChildLesson; child: Child }) {
  const t = useTranslations('parent');
  const quran = useTranslations('quran');
  const separator = t('mistakes.separator');
  const mistakes = MISTAKE_KINDS.filter((kind) => lesson.mistakes[kind] > 0)
    .map((kind) => t(`mistakes.${kind}`, { count: lesson.mistakes[kind] }))
    .join(separator);
  const words = quran as unknown as QuranWords;
  return (
    <li className="grid grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-0.5 border-line py-2 not-last:border-b">
      <b className="text-small font-semibold">{t(`kinds.${lesson.kind}`)}</b>
      <span>
        {lesson.portions.map((range) => phraseRange(words, range, juzSchemeOf(child.mushaf))).join(separator)}
      </span>
      <GradeBadge grade={lesson.grade} names={child.gradeNames} />
      {mistakes && <span className="col-span-2 col-start-2 text-caption text-ink-2">{mistakes}</span>}
      {lesson.remark && (
        <span className="col-span-2 col-start-2 text-caption whitespace-pre-line text-ink-2">
          {t('remark', { remark: lesson.remark })}
        </span>
      )}
    </li>
  );
}

/** What was heard, kind by kind: range, grade in its word, mistakes by kind. */
export function LessonRows({ lessons, child }: { lessons: ChildLesson[]; child: Child }) {
  return (
    <ul>
      {lessons.map((lesson) => (
        <LessonRow key={lesson.id} lesson={lesson} child={child} />
      ))}
    </ul>
  );
}
