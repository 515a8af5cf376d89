import { type JuzScheme, juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout, pageOf, printedPage } from '@/lib/quran/mushaf';
import { describeRange, formatRange } from '@/lib/quran/notation';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import { normalise, portionsFromFlat, subtract, toFlat } from '@/lib/quran/range-set';
import { LESSON_KINDS, type LessonKind } from '../rules';

export interface DueInput<L extends { kind: LessonKind; portions: readonly number[] }> {
  readonly programme: string;
  readonly nextSabaq: readonly number[];
  readonly nextSabqi: readonly number[];
  readonly nextManzil: readonly number[];
  /** Of this session. */
  readonly lessons: readonly L[];
  /** Of the other sessions of the same day. */
  readonly elsewhere?: readonly L[];
  /** Kinds that this session hears; all of them unless told otherwise. */
  readonly kinds?: readonly LessonKind[] | undefined;
}

export interface DuePlan<L> {
  readonly kind: LessonKind;
  readonly portions: readonly number[];
  readonly lesson?: L;
  /** Heard in another session of the day, or left to one: what is due is not proposed here. */
  readonly aside?: { readonly heard: L | undefined };
}

const kindsOf: Record<string, readonly LessonKind[]> = {
  HIFZ: ['SABAQ', 'SABQI', 'MANZIL'],
  GIRDAAN: ['GIRDAAN'],
};

/** What stands in a child's row: what was recited in this session, else what is due, and whether it is this session's. */
export function dayPlans<L extends { kind: LessonKind; portions: readonly number[] }>(
  input: DueInput<L>,
): DuePlan<L>[] {
  const { lessons, elsewhere = [] } = input;
  const heard = new Map(lessons.map((lesson) => [lesson.kind, lesson]));
  const before = new Map(elsewhere.map((lesson) => [lesson.kind, lesson]));
  const usual = kindsOf[input.programme] ?? [];
  const kinds = LESSON_KINDS.filter((kind) => usual.includes(kind) || heard.has(kind));
  const sabaq = [...lessons, ...elsewhere].filter(({ kind }) => kind === 'SABAQ');
  const due: Record<LessonKind, readonly number[]> = {
    SABAQ: input.nextSabaq,
    // What is due next already counts on the sabaq of this day: today's sabqi goes up to it, not over it.
    SABQI:
      sabaq.length > 0
        ? toFlat(
            subtract(
              normalise(portionsFromFlat(input.nextSabqi)),
              normalise(sabaq.flatMap(({ portions }) => portionsFromFlat(portions))),
            ),
          )
        : input.nextSabqi,
    MANZIL: input.nextManzil,
    GIRDAAN: input.nextManzil,
  };
  return kinds.map((kind) => {
    const lesson = heard.get(kind);
    if (lesson) return { kind, portions: lesson.portions, lesson };
    const there = before.get(kind);
    const aside = there !== undefined || input.kinds?.includes(kind) === false;
    return { kind, portions: due[kind], ...(aside && { aside: { heard: there } }) };
  });
}

export interface PortionWords {
  /** Short, in figures: `5:15–20`, `juz 4`, `51:1–19 +1` */
  readonly label: string;
  /** In words: `Al-Ma’idah 15–20, page 110` */
  readonly detail: string;
}

/** Portions for a narrow column and for a line below it. `digits` writes a figure in the reader's digits. */
export function wordPortions(
  portions: readonly number[],
  { layout, words, digits }: { layout: MushafLayout; words: QuranWords; digits: (figure: number) => string },
): PortionWords {
  const ranges = portionsFromFlat(portions);
  const [first, ...rest] = ranges;
  if (!first) return { label: '', detail: '' };
  const scheme: JuzScheme = juzSchemeOf(layout);
  const is = describeRange(first, scheme);
  const short =
    is.kind === 'juz'
      ? words('juz', { n: juzOf(first[0], scheme) })
      : formatRange(first).replace(/\d+/g, (figure) => digits(Number(figure)));
  const more = `+${digits(rest.length)}`;
  const page = words('page', { n: printedPage(layout, pageOf(layout, first[0])) });
  return {
    // Beside a word of a right-to-left script the sign would stand behind its figure.
    label: rest.length > 0 ? `${short} ${is.kind === 'juz' ? `\u2066${more}\u2069` : more}` : short,
    detail: [...ranges.slice(0, 3).map((range) => phraseRange(words, range, scheme)), page].join(' · '),
  };
}
