// Nothing of the Quran's tables is imported: the phone loads this file.

/** Programmes that read from the page: the Quran by sight, or the qaida. */
export const READING_KINDS = ['NAZRA', 'QAIDA'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

export const isReadingKind = (programme: string): programme is ReadingKind =>
  (READING_KINDS as readonly string[]).includes(programme);

/** How far a child has come with a lesson or a rule, in order. */
export const STEP_STATES = ['INTRODUCED', 'PRACTISING', 'MASTERED'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** Lines of a lesson of the qaida that a record may name. */
export const MAX_LINES = 99;

export interface Step {
  readonly item: string;
  readonly state: StepState;
  readonly date: string;
}

/** Where each item stands: the newest line of it counts. The order of the steps is no matter. */
export function latestSteps<S extends Step>(steps: readonly S[]): Map<string, S> {
  const latest = new Map<string, S>();
  for (const step of steps) {
    const known = latest.get(step.item);
    if (!known || known.date < step.date) latest.set(step.item, step);
  }
  return latest;
}
