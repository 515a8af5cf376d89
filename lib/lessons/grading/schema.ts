import { z } from 'zod';
import { cleanText } from '@/lib/core/text';
import { GRADES, LESSON_KINDS, MISTAKE_KINDS } from '../rules';
import { DEFAULT_GRADING, type Grading } from './rules';

/** A figure as people type it: digits of three scripts, a comma for the point. */
const figure = z.preprocess(
  (typed) =>
    typeof typed === 'string'
      ? Number(
          typed
            .trim()
            .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
            .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
            .replace(/[,،٫]/, '.'),
        )
      : typed,
  z.number({ error: (issue) => (issue.input === undefined ? 'required' : 'notAFigure') }),
);
const HUNDREDTHS = 100;
const round = (points: number) => Math.round(points * HUNDREDTHS) / HUNDREDTHS;
const weight = figure.pipe(
  z.number().min(0, { error: 'weightRange' }).max(10, { error: 'weightRange' }).transform(round),
);
const ceiling = figure.pipe(
  z.number().min(0, { error: 'ceilingRange' }).max(200, { error: 'ceilingRange' }).transform(round),
);

const ceilings = z
  .strictObject({ EXCELLENT: ceiling, GOOD: ceiling, WEAK: ceiling })
  .refine(({ EXCELLENT, GOOD }) => EXCELLENT <= GOOD, { path: ['GOOD'], error: 'ceilingOrder' })
  .refine(({ GOOD, WEAK }) => GOOD <= WEAK, { path: ['WEAK'], error: 'ceilingOrder' });

/** What a grade is called here: in Latin letters, and in Urdu or Arabic. */
const called = z.strictObject({ name: cleanText(24).optional(), nativeName: cleanText(24).optional() });

const shape = {
  weights: z
    .strictObject(Object.fromEntries(MISTAKE_KINDS.map((kind) => [kind, weight])) as Weights)
    .refine((weights) => Object.values(weights).some((points) => points > 0), {
      path: ['lahnJali'],
      error: 'weightNone',
    }),
  ceilings: z.strictObject(Object.fromEntries(LESSON_KINDS.map((kind) => [kind, ceilings])) as Ceilings),
  words: z.strictObject(Object.fromEntries(GRADES.map((grade) => [grade, called.optional()])) as Words),
};
type Weights = Record<(typeof MISTAKE_KINDS)[number], typeof weight>;
type Ceilings = Record<(typeof LESSON_KINDS)[number], typeof ceilings>;
type Words = Record<(typeof GRADES)[number], z.ZodOptional<typeof called>>;

/** The institution's section `grading`, as its form sends it. Messages are codes of the catalogue `settings.errors`. */
export const gradingSettings = z.strictObject({ ...shape, words: shape.words.optional() });

/** The section as it is kept; what is missing or no longer fits is the default's. */
export function readGrading(kept: unknown): Grading {
  const { weights, ceilings, words } = z
    .object({
      weights: shape.weights.catch(DEFAULT_GRADING.weights),
      ceilings: shape.ceilings.catch(() => ({ ...DEFAULT_GRADING.ceilings })),
      words: shape.words.catch({} as never),
    })
    .catch({ ...DEFAULT_GRADING, words: {} } as never)
    .parse(kept ?? {});
  return { weights, ceilings, words };
}
