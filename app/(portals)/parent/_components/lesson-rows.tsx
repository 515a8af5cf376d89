import { useTranslations } from 'next-intl';
import { useGradeWords } from '@/components/ui/grade-badge';
import { MISTAKE_KINDS } from '@/lib/lessons/rules';
import type { Child, ChildLesson } from '@/lib/parents/queries';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import { type LessonLine, LessonLines } from './lesson-lines';

/** A child's lessons in the parent's words: range, grade, mistakes by kind. */
export function useLessonLines(child: Child): (lessons: readonly ChildLesson[]) => LessonLine[] {
  const t = useTranslations('parent');
  const quran = useTranslations('quran') as unknown as QuranWords;
  const word = useGradeWords(child.gradeNames);
  const scheme = juzSchemeOf(child.mushaf);
  const separator = t('mistakes.separator');
  return (lessons) =>
    lessons.map(({ id, kind, portions, grade, mistakes, remark }) => ({
      key: id,
      kind: t(`kinds.${kind}`),
      range: portions.map((range) => phraseRange(quran, range, scheme)).join(separator),
      grade,
      gradeWord: word(grade),
      mistakes: MISTAKE_KINDS.filter((one) => mistakes[one] > 0)
        .map((one) => t(`mistakes.${one}`, { count: mistakes[one] }))
        .join(separator),
      remark: remark ? t('remark', { remark }) : undefined,
    }));
}

/** What was heard, kind by kind: range, grade in its word, mistakes by kind. */
export function LessonRows({ lessons, child }: { lessons: ChildLesson[]; child: Child }) {
  return <LessonLines lines={useLessonLines(child)(lessons)} />;
}
