import { normaliseName } from '@/lib/core/name';
import { halqaKey } from '../cells/words';
import type { ExistingHalqa } from './schema';

/** Halqas by what a file may call them. A full name goes before one without the word halqa: «Halqa Umar» and «Umar» may
 *  be two. */
export function halqasByName(halqas: readonly ExistingHalqa[]): Map<string, ExistingHalqa> {
  const named = (fold: (name: string) => string) =>
    halqas.flatMap((halqa) =>
      [halqa.nativeName ?? halqa.name, halqa.name].map((name) => [fold(name), halqa] as const),
    );
  return new Map([...named(halqaKey), ...named(normaliseName)]);
}

export function findHalqa(halqas: ReadonlyMap<string, ExistingHalqa>, value: string) {
  return halqas.get(normaliseName(value)) ?? halqas.get(halqaKey(value));
}
