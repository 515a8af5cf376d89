import { type Direction, type HeardLesson, memorisedSet } from '@/lib/lessons/rules';
import { type DayPlan, suggestDay, suggestManzil } from '@/lib/lessons/suggestions/rules';
import type { JuzScheme } from '@/lib/quran/divisions';
import { type RangeSet, WHOLE } from '@/lib/quran/range-set';

const NOTHING: DayPlan = { sabaq: null, sabqi: null, manzil: null };

/** Programmes whose children recite lessons from memory; reading by sight and the qaida are kept by attendance alone. */
export const RECITING_PROGRAMMES: readonly string[] = ['HIFZ', 'GIRDAAN'];

/**
 * What a student holds and what is due next. A girdaan goes round what is held (the whole Quran when no placement
 * says what), without anything new.
 */
export function planProgress({
  programme,
  direction,
  startJuz,
  placement,
  lessons,
  scheme,
}: {
  programme: string;
  direction: Direction;
  startJuz: number;
  placement: RangeSet;
  lessons: readonly HeardLesson[];
  scheme: JuzScheme;
}): { memorised: RangeSet; plan: DayPlan } {
  const memorised = memorisedSet({ placement, lessons });
  if (programme === 'HIFZ')
    return { memorised, plan: suggestDay({ memorised, lessons, direction, startJuz, scheme }) };
  if (programme !== 'GIRDAAN') return { memorised, plan: NOTHING };
  const round = memorised.length > 0 ? memorised : WHOLE;
  const manzil = suggestManzil({ memorised: round, lessons, sabaq: null, sabqi: null, scheme });
  return { memorised, plan: { ...NOTHING, manzil } };
}
