// Portions as they are typed, parted by commas. No imports: every teacher's page loads this.

/** The parts of a lesson as typed: each is a portion. */
export function splitTyped(typed: string): string[] {
  return typed
    .split(/[,،;؛+\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

const join = (parts: readonly string[]): string => parts.join(', ');

/** Portion `at` (from 0) recited one earlier. */
export function moveEarlier(typed: string, at: number): string {
  const parts = splitTyped(typed);
  const [part] = parts.splice(at, 1);
  if (part !== undefined) parts.splice(Math.max(0, at - 1), 0, part);
  return join(parts);
}

export function dropPortion(typed: string, at: number): string {
  return join(splitTyped(typed).toSpliced(at, 1));
}

export function putPortion(typed: string, at: number, portion: string): string {
  return join(splitTyped(typed).toSpliced(at, 1, portion));
}

/** Room for one more behind those that are there. */
export function roomForMore(typed: string): string {
  const parts = splitTyped(typed);
  return parts.length === 0 ? '' : `${join(parts)}, `;
}
