import { dayNumber, type LocalDate } from '@/lib/core/time';

/** A kind of recital as the plan counts it; READING is nazra and the qaida. */
export type PartKind = 'SABAQ' | 'SABQI' | 'MANZIL' | 'GIRDAAN' | 'READING';

/** What the ustadh hears first of one child; what he may hand to a senior comes after. */
const ORDER: readonly PartKind[] = ['SABAQ', 'READING', 'SABQI', 'MANZIL', 'GIRDAAN'];
/** A new lesson and reading from the page are learned from the ustadh's mouth: nobody else hears them. */
const HANDED_ON: readonly PartKind[] = ['SABQI', 'MANZIL', 'GIRDAAN'];

/**
 * Minutes that a page takes until a child's own are known. A reciter at a middle pace needs about two minutes for a page
 * of fifteen lines; a new lesson is corrected on the way, and reading by sight is spelled.
 */
export const MINUTES_PER_PAGE: Readonly<Record<PartKind, number>> = {
  SABAQ: 4,
  SABQI: 2.5,
  MANZIL: 2,
  GIRDAAN: 2,
  READING: 5,
};
/** Sitting down, finding the place: nobody is heard in less. */
const LEAST_MINUTES = 1;

/** @param pace the child's own, 1 being usual */
export function minutesFor(kind: PartKind, pages: number, pace = 1): number {
  return Math.max(LEAST_MINUTES, Math.ceil(pages * MINUTES_PER_PAGE[kind] * pace));
}

export interface Part {
  readonly kind: PartKind;
  /** Whole minutes. */
  readonly minutes: number;
  /** Who holds it strongly enough to hear it, the surest first. */
  readonly seniors: readonly string[];
}

export interface Listened {
  readonly id: string;
  /** The name as it is sorted: what decides when all else is alike. */
  readonly sortName: string;
  readonly parts: readonly Part[];
  /** The last day on which the ustadh, and on which anybody, heard the child; null when never. */
  readonly ustadhOn: LocalDate | null;
  readonly anybodyOn: LocalDate | null;
}

export interface Turn {
  readonly id: string;
  readonly kinds: readonly PartKind[];
  readonly minutes: number;
  /** Days since the ustadh heard the child; null when he never did. */
  readonly days: number | null;
}

export interface SeniorTurn {
  readonly id: string;
  readonly seniorId: string;
  readonly kinds: readonly PartKind[];
  readonly minutes: number;
}

export interface ListeningPlan {
  /** One after the other, whoever was longest unheard first. */
  readonly ustadh: readonly Turn[];
  /** At the same time, each with a senior student. */
  readonly seniors: readonly SeniorTurn[];
  /** What does not fit into the time, by child. */
  readonly waiting: readonly Turn[];
  /** Whom nobody has heard for some days, today's plan apart. */
  readonly unheard: readonly { readonly id: string; readonly days: number | null }[];
  /** Minutes that the ustadh spends. */
  readonly used: number;
}

/** Days after which a child counts as unheard: a weekend and an illness stay under it. */
export const UNHEARD_DAYS = 3;

const since = (day: LocalDate | null, today: LocalDate): number | null =>
  day === null ? null : dayNumber(today) - dayNumber(day);

/** Never heard comes before everybody. */
const byLongest = (today: LocalDate) => (one: Listened, other: Listened) => {
  const days = (child: Listened) => since(child.ustadhOn, today) ?? Number.POSITIVE_INFINITY;
  const [a, b] = [days(one), days(other)];
  if (a !== b) return b > a ? 1 : -1;
  return one.sortName < other.sortName ? -1 : one.sortName > other.sortName ? 1 : one.id < other.id ? -1 : 1;
};

const inOrder = (parts: readonly Part[]): Part[] =>
  parts.filter(({ minutes }) => minutes > 0).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
const sum = (parts: readonly Part[]): number => parts.reduce((total, { minutes }) => total + minutes, 0);

/**
 * Who is heard by whom in the minutes there are. First everybody's first part, in the order of who was longest unheard;
 * then, with what is left, the rest in the same order; then what remains goes to seniors who hold the place, so that
 * nobody, reciting or listening, is busy longer than the session. A child sits once with the ustadh and once with a
 * senior at most. The order in which the children come is no matter.
 */
export function planListening(
  children: readonly Listened[],
  { minutes, today }: { minutes: number; today: LocalDate },
): ListeningPlan {
  const order = [...children].sort(byLongest(today));
  const open = new Map(order.map((child) => [child.id, inOrder(child.parts)]));
  const taken = new Map<string, Part[]>(order.map(({ id }) => [id, []]));
  let left = Math.max(0, Math.floor(minutes));
  const used = left;
  const take = (id: string, part: Part) => {
    taken.get(id)!.push(part);
    open.set(
      id,
      open.get(id)!.filter((one) => one !== part),
    );
    left -= part.minutes;
  };
  for (const { id } of order) {
    const first = open.get(id)![0];
    if (first && first.minutes <= left) take(id, first);
  }
  for (const { id } of order) {
    if (taken.get(id)!.length === 0) continue;
    for (const part of open.get(id)!) if (part.minutes <= left) take(id, part);
  }

  const busy = new Map(order.map(({ id }) => [id, sum(taken.get(id)!)]));
  const seniors = order.flatMap(({ id }) => handOn(id, { open, busy, minutes }));
  const turn = (child: Listened, parts: readonly Part[]): Turn => ({
    id: child.id,
    kinds: parts.map(({ kind }) => kind),
    minutes: sum(parts),
    days: since(child.ustadhOn, today),
  });
  return {
    ustadh: order.flatMap((child) => {
      const parts = inOrder(taken.get(child.id)!);
      return parts.length > 0 ? [turn(child, parts)] : [];
    }),
    seniors,
    waiting: order.flatMap((child) => {
      const parts = open.get(child.id)!;
      return parts.length > 0 ? [turn(child, parts)] : [];
    }),
    unheard: order.flatMap(({ id, anybodyOn }) => {
      const days = since(anybodyOn, today);
      return days === null || days >= UNHEARD_DAYS ? [{ id, days }] : [];
    }),
    used: used - left,
  };
}

/** One senior for what is left of a child, as far as both have the time; the surest who is free, then the least busy. */
function handOn(
  id: string,
  { open, busy, minutes }: { open: Map<string, Part[]>; busy: Map<string, number>; minutes: number },
): SeniorTurn[] {
  const parts = open.get(id)!.filter(({ kind }) => HANDED_ON.includes(kind));
  const free = (who: string, need: number) => busy.has(who) && busy.get(who)! + need <= minutes;
  let best: { seniorId: string; parts: Part[] } | undefined;
  for (const seniorId of new Set(parts.flatMap(({ seniors }) => seniors))) {
    if (seniorId === id) continue;
    const heard: Part[] = [];
    for (const part of parts) {
      const need = sum(heard) + part.minutes;
      if (part.seniors.includes(seniorId) && free(seniorId, need) && free(id, need)) heard.push(part);
    }
    const more = sum(heard) - sum(best?.parts ?? []);
    const calmer = best && busy.get(seniorId)! < busy.get(best.seniorId)!;
    if (more > 0 || (more === 0 && heard.length > 0 && calmer)) best = { seniorId, parts: heard };
  }
  if (!best) return [];
  const { seniorId, parts: heard } = best;
  const spent = sum(heard);
  open.set(
    id,
    open.get(id)!.filter((part) => !heard.includes(part)),
  );
  busy.set(id, busy.get(id)! + spent);
  busy.set(seniorId, busy.get(seniorId)! + spent);
  return [{ id, seniorId, kinds: heard.map(({ kind }) => kind), minutes: spent }];
}
