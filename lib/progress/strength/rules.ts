import { type JuzScheme, juzOf, juzRange, rubRange } from '@/lib/quran/divisions';
import { intersect, type RangeSet, size } from '@/lib/quran/range-set';

/** How firmly a quarter of a hizb (1–240) is held, 0…1. */
export interface UnitStrength {
  readonly unit: number;
  readonly strength: number;
}

/** Ink coverage, full when strong: 5 strong from 90 %, 4 firm from 75, 3 fair from 60, 2 fading from 40, 1 rusty. */
export type StrengthBand = 1 | 2 | 3 | 4 | 5;

export function bandOfStrength(strength: number): StrengthBand {
  if (strength >= 0.9) return 5;
  if (strength >= 0.75) return 4;
  if (strength >= 0.6) return 3;
  return strength >= 0.4 ? 2 : 1;
}

/** The mean over what is held of each juz, by ayahs; a juz of which no unit was ever recited is left out. */
export function strengthByJuz(
  units: readonly UnitStrength[],
  { memorised, scheme }: { memorised: RangeSet; scheme: JuzScheme },
): Map<number, number> {
  const sums = new Map<number, { ayahs: number; firm: number }>();
  for (const { unit, strength } of units) {
    const [from, to] = rubRange(unit);
    // A quarter may lie on both sides of an IndoPak juz's end.
    for (let juz = juzOf(from, scheme); juz <= juzOf(to, scheme); juz += 1) {
      const ayahs = size(intersect(intersect(memorised, [[from, to]]), [juzRange(juz, scheme)]));
      if (ayahs === 0) continue;
      const sum = sums.get(juz) ?? { ayahs: 0, firm: 0 };
      sums.set(juz, { ayahs: sum.ayahs + ayahs, firm: sum.firm + ayahs * strength });
    }
  }
  return new Map([...sums].map(([juz, { ayahs, firm }]) => [juz, firm / ayahs]));
}

/** The whole of what is held, by ayahs; undefined when nothing was ever recited. */
export function meanStrength(units: readonly UnitStrength[], memorised: RangeSet): number | undefined {
  let ayahs = 0;
  let firm = 0;
  for (const { unit, strength } of units) {
    const held = size(intersect(memorised, [rubRange(unit)]));
    ayahs += held;
    firm += held * strength;
  }
  return ayahs > 0 ? firm / ayahs : undefined;
}
