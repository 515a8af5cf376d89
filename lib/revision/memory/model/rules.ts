import { FSRSAlgorithm } from 'ts-fsrs';

// The one file that knows the library: FSRS-6 with its published weights (https://github.com/open-spaced-repetition).
const model = new FSRSAlgorithm({ enable_fuzz: false, enable_short_term: true });

export const RATING = { again: 1, hard: 2, good: 3, easy: 4 } as const;

/** What the model keeps of a memory: stability in days, difficulty 1…10. */
export interface Trace {
  readonly stability: number;
  readonly difficulty: number;
}

/** Probability of recall after some days, 0…1. */
export function forgettingCurve(elapsed: number, stability: number): number {
  return model.forgetting_curve(Math.max(0, elapsed), stability);
}

/** The curve's own two figures, for the database: recall is (1 + factor · days / stability) ^ decay (FSRS-6). */
export const CURVE = (() => {
  const decay = -model.parameters.w[20]!;
  return { decay, factor: 0.9 ** (1 / decay) - 1 } as const;
})();

export function afterFirst(rating: number): Trace {
  const { stability, difficulty } = model.next_state(null, 0, rating);
  return { stability, difficulty };
}

/** No reset after one slip: a refusal takes at most half of the stability, whatever the model says of flashcards. */
const WORST_SLIP = 0.5;

export function afterReview(
  { stability, difficulty }: Trace,
  { elapsed, rating }: { elapsed: number; rating: number },
): Trace {
  const next = model.next_state({ stability, difficulty }, elapsed, rating);
  const floor = rating === RATING.again ? stability * WORST_SLIP : 0;
  return { stability: Math.max(next.stability, floor), difficulty: next.difficulty };
}

/** Between two traces: `weight` 0 is the one, 1 the other. Stability grows by factors, so its logarithm is mixed. */
export function mixed(one: Trace, other: Trace, weight: number): Trace {
  if (weight >= 1) return { stability: other.stability, difficulty: other.difficulty };
  return {
    stability: Math.exp((1 - weight) * Math.log(one.stability) + weight * Math.log(other.stability)),
    difficulty: (1 - weight) * one.difficulty + weight * other.difficulty,
  };
}

/** Days after the last recital when recall falls to the 90 % that the model aims at. */
export function modelInterval(stability: number): number {
  return Math.max(1, Math.floor(stability * model.interval_modifier));
}
