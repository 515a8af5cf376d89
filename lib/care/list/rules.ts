import type { CareList } from '../schema';
import type { CareChild } from '../view/schema';

/** The children whom a view of the list shows; their order stays. */
export function chooseChildren(
  children: readonly CareChild[],
  { halqa, reason, show }: Pick<CareList, 'halqa' | 'reason' | 'show'>,
): CareChild[] {
  return children.filter(
    (child) =>
      (!halqa || child.halqaId === halqa) &&
      (!reason || child.reasons.some(({ code }) => code === reason)) &&
      (show === 'all' || child.spoken === (show === 'spoken')),
  );
}

/** The halqas that children of the list sit in, once each, in their order. */
export function halqasOf(
  children: readonly CareChild[],
): { id: string; name: string; nativeName: string | null }[] {
  const found = new Map<string, { id: string; name: string; nativeName: string | null }>();
  for (const { halqaId, halqa, halqaNative } of children)
    if (halqaId && halqa) found.set(halqaId, { id: halqaId, name: halqa, nativeName: halqaNative });
  return [...found.values()];
}

/** The end of a number, for a sheet that others may see: enough to know which one, not enough to call it. */
export const hiddenPhone = (e164: string): string => `${e164.slice(0, 3)} ••• ••${e164.slice(-2)}`;
