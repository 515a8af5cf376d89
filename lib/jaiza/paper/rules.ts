import type { LocalDate } from '@/lib/core/time';
import { type MushafLayout, pageOf, pageRange } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { intersect, type RangeSet } from '@/lib/quran/range-set';
import type { QuestionMarks } from '../rules';

/** Numbers in [0, 1) that are the same for the same seed on every machine: mulberry32 (T. Ettinger, public domain). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How much of a page an ayah takes: its share of the page it begins on. Near enough for lengths of passages. */
export function pagesOfAyah(layout: MushafLayout, ayah: number): number {
  const [from, to] = pageRange(layout, pageOf(layout, ayah));
  return 1 / (to - from + 1);
}

export interface PaperPlan {
  /** How many passages are asked, when there is room for them. */
  readonly questions: number;
  /** Length of a passage in lines of a 15-line page. */
  readonly lines: number;
}

const LINES_OF_PAGE = 15;
/** A rest shorter than this share of a passage is asked together with the one before it. */
const SHORT = 0.5;

/**
 * The scope cut into passages of about the wished length that lie one after another: none overlaps, none crosses what
 * is not in the scope. The first cut of each run falls anywhere, so that papers do not all begin at the same ayahs.
 */
export function passagesOf(
  scope: RangeSet,
  { lines, layout, random }: { lines: number; layout: MushafLayout; random: () => number },
): Range[] {
  const wished = lines / LINES_OF_PAGE;
  return scope.flatMap(([first, last]) => {
    const cut: Range[] = [];
    let from = first;
    let long = 0;
    let until = wished * (SHORT + random() * (1 - SHORT));
    for (let ayah = first; ayah <= last; ayah += 1) {
      long += pagesOfAyah(layout, ayah);
      if (long < until && ayah < last) continue;
      const previous = cut.at(-1);
      if (previous && ayah === last && long < wished * SHORT) cut[cut.length - 1] = [previous[0], ayah];
      else cut.push([from, ayah]);
      from = ayah + 1;
      long = 0;
      until = wished;
    }
    return cut;
  });
}

/** One of the listed places, in proportion to its weight. */
function pick(open: readonly { at: number; weight: number }[], random: () => number): number | undefined {
  const total = open.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * total;
  for (const { at, weight } of open) {
    left -= weight;
    if (left < 0) return at;
  }
  return open.at(-1)?.at;
}

/**
 * A sample of places in proportion to their weights, spread over the whole list: the line of all weights is parted into
 * as many equal stretches as places are wanted, and each stretch gives one. A place weighing three times as much is
 * drawn about three times as often, no corner is left out by chance, and none of the drawn tells where the others are.
 * A place that weighs more than a stretch is drawn for certain, once.
 * @returns places in ascending order, `count` of them or all there are
 */
export function drawWeighted(weights: readonly number[], count: number, random: () => number): number[] {
  if (weights.length <= count) return weights.map((_, at) => at);
  const drawn = new Set<number>();
  const open = () => weights.flatMap((weight, at) => (drawn.has(at) ? [] : [{ at, weight }]));
  const sum = (list: readonly { weight: number }[]) => list.reduce((all, { weight }) => all + weight, 0);
  for (;;) {
    const rest = open();
    const stretch = sum(rest) / (count - drawn.size);
    const heavy = rest.filter(({ weight }) => weight >= stretch);
    if (heavy.length === 0) break;
    for (const { at } of heavy) if (drawn.size < count) drawn.add(at);
    if (drawn.size === count) return [...drawn].sort((a, b) => a - b);
  }
  const rest = open();
  const wanted = count - drawn.size;
  const stretch = sum(rest) / wanted;
  for (let turn = 0; turn < wanted; turn += 1) {
    let end = 0;
    const within = rest.flatMap(({ at, weight }) => {
      const start = end;
      end += weight;
      const overlap = Math.min(end, (turn + 1) * stretch) - Math.max(start, turn * stretch);
      return overlap > 0 && !drawn.has(at) ? [{ at, weight: overlap }] : [];
    });
    const at = pick(within.length > 0 ? within : open(), random);
    if (at !== undefined) drawn.add(at);
  }
  return [...drawn].sort((a, b) => a - b);
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/**
 * The passages of a paper, in the order in which they are asked. The same seed over the same scope and weaknesses gives
 * the same paper.
 * @param weakness of an ayah, 0 (firm) … 1 (weakest)
 * @param tilt how many times as often the weakest place is asked, beyond once; 0 asks evenly
 * @param mixed in any order instead of the order of the mushaf
 */
export function drawPaper({
  scope,
  memorised,
  plan,
  layout,
  seed,
  weakness,
  tilt,
  mixed = false,
}: {
  scope: RangeSet;
  memorised: RangeSet;
  plan: PaperPlan;
  layout: MushafLayout;
  seed: number;
  weakness: (ayah: number) => number;
  tilt: number;
  mixed?: boolean;
}): Range[] {
  const random = seededNumbers(seed);
  const passages = passagesOf(intersect(scope, memorised), { lines: plan.lines, layout, random });
  const weights = passages.map(([from, to]) => {
    let weakest = 0;
    for (let ayah = from; ayah <= to; ayah += 1) weakest = Math.max(weakest, weakness(ayah));
    return 1 + tilt * weakest;
  });
  const drawn = drawWeighted(weights, plan.questions, random).map((at) => passages[at]!);
  return mixed ? shuffled(drawn, random) : drawn;
}

/** A paper that is drawn, with the marks made so far. */
export interface PaperOf {
  readonly id: string;
  readonly seed: number;
  readonly drawnOn: LocalDate;
  readonly passages: readonly Range[];
  readonly marks: readonly QuestionMarks[];
}
