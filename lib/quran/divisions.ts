import divisions from './data/divisions.json';
import { assertAyah, partition, type Range, rangeOfPart } from './position';

/**
 * Where juz begin: the Madani and the IndoPak prints differ in seven places (juz 4, 7, 11, 14, 20, 21, 23).
 * The institution's mushaf decides, see `juzSchemeOf` in `./mushaf`.
 */
export type JuzScheme = 'madani' | 'indopak';

export const JUZ_COUNT = 30;

const juz = { madani: partition(divisions.juzMadani), indopak: partition(divisions.juzIndopak) };
const rubs = partition(divisions.rubMadani);
const rukus = partition(divisions.rukus);

/** Juz (para) 1–30 of an ayah. */
export function juzOf(ayah: number, scheme: JuzScheme): number {
  assertAyah(ayah);
  return juz[scheme].partOf[ayah]!;
}

export function juzRange(n: number, scheme: JuzScheme): Range {
  return rangeOfPart(juz[scheme], n, 'juz');
}

/** Quarter of a hizb 1–240, as the Madani print marks them. */
export function rubOf(ayah: number): number {
  assertAyah(ayah);
  return rubs.partOf[ayah]!;
}

export function rubRange(n: number): Range {
  return rangeOfPart(rubs, n, 'rub');
}

/** Hizb 1–60: four quarters each, two to a Madani juz. */
export function hizbOf(ayah: number): number {
  return Math.ceil(rubOf(ayah) / 4);
}

export function hizbRange(n: number): Range {
  return [rubRange(n * 4 - 3)[0], rubRange(n * 4)[1]];
}

/** Ruku 1–558 of an ayah. */
export function rukuOf(ayah: number): number {
  assertAyah(ayah);
  return rukus.partOf[ayah]!;
}

export function rukuRange(n: number): Range {
  return rangeOfPart(rukus, n, 'ruku');
}
