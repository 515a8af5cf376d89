import { z } from 'zod';
import {
  DEFAULT_WEIGHTS,
  MARK_KINDS,
  type Marking,
  type MarkKind,
  TEST_KINDS,
  type TestKind,
} from '../rules';

export interface TestPlan {
  readonly questions: number;
  readonly lines: number;
}

export interface JaizaSettings extends Marking {
  /** The next para's sabaq waits for the jaiza of the last. */
  readonly gate: boolean;
  /** A completed para asks for its jaiza by itself. */
  readonly autoAsk: boolean;
  /** How many times as often the weakest place is asked, beyond once. */
  readonly tilt: number;
  /** Days that a conditional pass is given by default. */
  readonly conditionDays: number;
  readonly plans: Readonly<Record<TestKind, TestPlan>>;
}

/** Until an institution sets its own: two points a clear error, half a point a hesitation, eighty to pass. */
export const DEFAULT_JAIZA: JaizaSettings = {
  gate: true,
  autoAsk: true,
  weights: DEFAULT_WEIGHTS,
  passMark: 80,
  conditionalMark: 70,
  tilt: 4,
  conditionDays: 7,
  plans: {
    SABAQ: { questions: 2, lines: 6 },
    SABQI: { questions: 3, lines: 8 },
    PARA: { questions: 5, lines: 8 },
    NUSS: { questions: 8, lines: 10 },
    TARTEEB: { questions: 10, lines: 3 },
    FULL_QURAN: { questions: 12, lines: 10 },
    GIRDAAN: { questions: 10, lines: 10 },
  },
};

const digits = (typed: unknown) =>
  typeof typed === 'string'
    ? typed
        .trim()
        .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
        .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
        .replace(/[,،٫]/, '.')
    : typed;
/** A figure as people type it, in digits of three scripts; empty is missing, never zero. */
const figure = (min: number, max: number) =>
  z.preprocess(
    (typed) => {
      const read = digits(typed);
      return typeof read === 'string' && read !== '' ? Number(read) : read;
    },
    z
      .number({
        error: (issue) => (issue.input === undefined || issue.input === '' ? 'required' : 'notAFigure'),
      })
      .min(min, { abort: true })
      .max(max)
      .transform((value) => Math.round(value * 100) / 100),
  );
const whole = (min: number, max: number) => figure(min, max).pipe(z.int({ error: 'notWhole' }));
/** A box that is ticked or absent; JSON keeps a boolean. */
const ticked = z
  .union([z.boolean(), z.literal('on').transform(() => true)])
  .optional()
  .default(false);

const plan = z.strictObject({ questions: whole(1, 30), lines: whole(1, 45) });
const weight = figure(0, 20);
type Weights = Record<MarkKind, typeof weight>;
type Plans = Record<TestKind, typeof plan>;

const parts = {
  gate: ticked,
  autoAsk: ticked,
  weights: z.strictObject(Object.fromEntries(MARK_KINDS.map((kind) => [kind, weight])) as Weights),
  passMark: figure(1, 100),
  conditionalMark: figure(0, 100),
  tilt: figure(0, 10),
  conditionDays: whole(1, 90),
  plans: z.strictObject(Object.fromEntries(TEST_KINDS.map((kind) => [kind, plan])) as Plans),
};

/** The section `jaiza` as its form sends it. Messages are codes of the catalogue `jaiza.errors`. */
export const jaizaSettings = z.strictObject(parts).refine((one) => one.conditionalMark <= one.passMark, {
  path: ['conditionalMark'],
  error: 'markOrder',
});

/** The section as it is kept; what is missing or no longer fits is the default's. */
export function readJaiza(kept: unknown): JaizaSettings {
  const own = (kept && typeof kept === 'object' ? kept : {}) as Record<string, unknown>;
  const read = <Part extends keyof typeof parts>(part: Part): JaizaSettings[Part] => {
    if (own[part] === undefined) return DEFAULT_JAIZA[part];
    const parsed = parts[part].safeParse(own[part]);
    return (parsed.success ? parsed.data : DEFAULT_JAIZA[part]) as JaizaSettings[Part];
  };
  const marks = { passMark: read('passMark'), conditionalMark: read('conditionalMark') };
  return {
    gate: read('gate'),
    autoAsk: read('autoAsk'),
    weights: read('weights'),
    ...(marks.conditionalMark <= marks.passMark
      ? marks
      : { passMark: DEFAULT_JAIZA.passMark, conditionalMark: DEFAULT_JAIZA.conditionalMark }),
    tilt: read('tilt'),
    conditionDays: read('conditionDays'),
    plans: read('plans'),
  };
}
