import type { LocalDate } from '@/lib/core/time';
import type { RangeSet } from '@/lib/quran/range-set';
import { forgettingCurve } from '../../memory/model/rules';
import type { UnitState } from '../../memory/rules';

/** Why a unit stands in a day's portion. */
export type Reason =
  | { readonly code: 'asked' }
  | { readonly code: 'again'; readonly on: LocalDate }
  | { readonly code: 'late'; readonly days: number }
  | { readonly code: 'fading'; readonly percent: number }
  | { readonly code: 'turn'; readonly days: number };

/** What fades may come beside the portion when the round fills it: this much of it. */
const BESIDE = 1 / 8;

/** A unit on the way through the days that are planned. */
export interface Item {
  readonly state: UnitState;
  readonly portions: RangeSet;
  readonly weight: number;
  /** As the round counts it: what was brought along from the day it was placed. */
  heard: number;
  recited: number;
  ceiling: number;
  /** The last day of its turn at the amount there is. */
  latest: number;
  model: number;
  repeatOn: number | null;
  /** For the recall on a day. */
  review: number;
}

export interface Frame {
  readonly amount: number;
  readonly roundDays: number;
  readonly pure: boolean;
  readonly latest: (heard: number) => number;
  readonly ceiling: (heard: number) => number;
}

/** `beside`: on top of the portion. @returns false when the day is full */
export type Take = (item: Item, reason: Reason, how?: { beside?: boolean }) => boolean;

export interface Picking {
  readonly day: number;
  readonly frame: Frame;
  readonly picked: ReadonlyMap<Item, Reason>;
  readonly take: Take;
}

export function turnOf({ latest, heard }: Item, day: number): Reason {
  return latest < day ? { code: 'late', days: day - latest } : { code: 'turn', days: day - heard };
}

/**
 * What fades comes before its turn, the weakest first: within the portion as far as every ceiling is kept, with half of
 * it at most; where the round leaves no room, one unit or an eighth beside it.
 */
export function pullForward(byTurn: readonly Item[], { day, frame, picked, take }: Picking): void {
  let slack = Math.min(frame.amount / 2, slackOf(byTurn, { day, frame, picked }));
  let beside = Math.max(1, frame.amount * BESIDE);
  const recall = ({ review, state }: Item) => forgettingCurve(day - review, state.stability);
  const fading = byTurn
    .filter((item) => !picked.has(item) && item.model <= day && item.ceiling > day)
    .sort((a, b) => recall(a) - recall(b) || a.state.unit - b.state.unit);
  for (const item of fading) {
    const reason = { code: 'fading', percent: Math.round(recall(item) * 100) } as const;
    if (item.weight <= slack && take(item, reason)) slack -= item.weight;
    else if (item.weight <= beside && take(item, reason, { beside: true })) beside -= item.weight;
    else return;
  }
}

/** Room that is left over today when everything to come is heard by its ceiling, at the usual amount a day. */
function slackOf(
  byTurn: readonly Item[],
  { day, frame, picked }: Pick<Picking, 'day' | 'frame' | 'picked'>,
): number {
  let load = [...picked.keys()].reduce((sum, { weight }) => sum + weight, 0);
  let slack = Number.POSITIVE_INFINITY;
  for (const item of byTurn) {
    if (picked.has(item)) continue;
    load += item.weight;
    // Six days of seven are taught, mostly.
    const days = 1 + Math.floor((Math.max(0, item.ceiling - day) * 6) / 7);
    slack = Math.min(slack, days * frame.amount - load);
  }
  return Math.max(0, slack);
}

/** The round: from what was longest unheard on in page order, as far as the neighbours have waited as well. */
export function goRound(
  items: readonly Item[],
  byTurn: readonly Item[],
  { day, frame, picked, take }: Picking,
): void {
  const patience = frame.pure ? Number.POSITIVE_INFINITY : Math.max(2, Math.floor(frame.roundDays / 3));
  for (const start of byTurn) {
    if (picked.has(start)) continue;
    for (let at = items.indexOf(start); at < items.length; at += 1) {
      const item = items[at]!;
      if (picked.has(item)) continue;
      if (item.heard > start.heard + patience || item.recited >= day) break;
      if (!take(item, turnOf(item, day))) return;
    }
  }
}
