import surahs from './data/surahs.json';

export const AYAHS = 6236;
export const SURAHS = 114;

/** Inclusive, ascending, of ayah ordinals 1…6236. */
export type Range = readonly [from: number, to: number];

export interface SurahAyah {
  readonly surah: number;
  readonly ayah: number;
}

/**
 * Look-up of "which part does ayah n lie in", for any list of first ayahs (ascending, the first is 1).
 * `starts[k]` is the first ayah of part k, `starts[count + 1]` is 6237; `partOf[n]` the part of ayah n, 1-based.
 */
export interface Partition {
  readonly count: number;
  readonly starts: Uint16Array;
  readonly partOf: Uint16Array;
}

export function partition(firstAyahs: readonly number[]): Partition {
  const count = firstAyahs.length;
  const starts = new Uint16Array(count + 2);
  starts.set(firstAyahs, 1);
  starts[count + 1] = AYAHS + 1;
  const partOf = new Uint16Array(AYAHS + 1);
  for (let part = 1; part <= count; part += 1) partOf.fill(part, starts[part]!, starts[part + 1]!);
  return { count, starts, partOf };
}

/** First ayahs of parts whose sizes are known. */
export function startsOfSizes(sizes: readonly number[]): number[] {
  let next = 1;
  return sizes.map((size) => {
    const start = next;
    next += size;
    return start;
  });
}

/** @throws RangeError when there is no such part */
export function rangeOfPart({ count, starts }: Partition, part: number, name: string): Range {
  if (!Number.isInteger(part) || part < 1 || part > count) throw new RangeError(`no ${name} ${part}`);
  return [starts[part]!, starts[part + 1]! - 1];
}

const bySurah = partition(startsOfSizes(surahs.ayahs));

/** @throws RangeError outside 1…6236: a bad ordinal is a fault of the caller, never of a person. */
export function assertAyah(ayah: number): void {
  if (!Number.isInteger(ayah) || ayah < 1 || ayah > AYAHS) throw new RangeError(`no ayah ${ayah}`);
}

/** Ayahs in a surah (Kufan count), or undefined when there is no such surah. */
export function ayahsInSurah(surah: number): number | undefined {
  return surahs.ayahs[surah - 1];
}

/** Ordinal of surah:ayah, or undefined when it does not exist. */
export function ayahOf(surah: number, ayah: number): number | undefined {
  const count = ayahsInSurah(surah);
  if (count === undefined || !Number.isInteger(ayah) || ayah < 1 || ayah > count) return undefined;
  return bySurah.starts[surah]! + ayah - 1;
}

/** Surah 1–114 of an ayah ordinal. */
export function surahOf(ayah: number): number {
  assertAyah(ayah);
  return bySurah.partOf[ayah]!;
}

export function surahAyah(ayah: number): SurahAyah {
  const surah = surahOf(ayah);
  return { surah, ayah: ayah - bySurah.starts[surah]! + 1 };
}

export function surahRange(surah: number): Range {
  return rangeOfPart(bySurah, surah, 'surah');
}
