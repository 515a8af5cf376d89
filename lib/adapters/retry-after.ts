/** Seconds of a Retry-After header, which may also name a moment; half a day at most. */
export function secondsOf(header: string | null): number | undefined {
  if (!header) return;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 43_200) : undefined;
}
