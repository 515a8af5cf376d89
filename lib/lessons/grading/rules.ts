import type { Grade, LessonKind, MistakeKind, Mistakes } from '../rules';

// Types alone are imported: a phone proposes a grade without loading the tables of the Quran.

export interface Grading {
  /** Points of one mistake. */
  readonly weights: Readonly<Record<MistakeKind, number>>;
  /** Most points with which the grade is still proposed; more than the last is REPEAT. */
  readonly ceilings: Readonly<Record<LessonKind, Readonly<Record<'EXCELLENT' | 'GOOD' | 'WEAK', number>>>>;
  /** What the institution calls a grade, where it has words of its own. */
  readonly words?: GradeNames | undefined;
}

export type GradeNames = Readonly<{
  [grade in Grade]?:
    | { readonly name?: string | undefined; readonly nativeName?: string | undefined }
    | undefined;
}>;

/** The institution's own word for a grade in a language; undefined where it has none. */
export function gradeWord(names: GradeNames | undefined, grade: Grade, locale: string): string | undefined {
  const own = names?.[grade];
  return (locale === 'en' ? own?.name : own?.nativeName) || undefined;
}

/** Until an institution sets its own. Longer recitals bear more: sabqi is about twice, manzil and girdaan thrice a sabaq. */
export const DEFAULT_GRADING: Grading = {
  weights: { atak: 0.5, tajweed: 0.5, lahnKhafi: 0.25, lahnJali: 1 },
  ceilings: {
    SABAQ: { EXCELLENT: 0.5, GOOD: 2, WEAK: 4 },
    SABQI: { EXCELLENT: 1, GOOD: 4, WEAK: 7 },
    MANZIL: { EXCELLENT: 1.5, GOOD: 6, WEAK: 10 },
    GIRDAAN: { EXCELLENT: 1.5, GOOD: 6, WEAK: 10 },
  },
};

/** A proposal only: the teacher's grade stands. */
export function proposeGrade(
  mistakes: Mistakes,
  kind: LessonKind,
  grading: Grading = DEFAULT_GRADING,
): Grade {
  const points = (Object.keys(grading.weights) as MistakeKind[]).reduce(
    (sum, mistake) => sum + mistakes[mistake] * grading.weights[mistake],
    0,
  );
  const ceilings = grading.ceilings[kind];
  if (points <= ceilings.EXCELLENT) return 'EXCELLENT';
  if (points <= ceilings.GOOD) return 'GOOD';
  return points <= ceilings.WEAK ? 'WEAK' : 'REPEAT';
}
