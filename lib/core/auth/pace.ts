/** How fast one sign-in may go (V2.4.1): many times what hands do, far from what a program would fetch. Counted in the
 *  memory of each process, so that no request asks the database for it; a sign-in that meets several processes has the
 *  sum of theirs, and starts again with a process. */
const paces = {
  /** Pages that are opened. */
  page: { perMinute: 240, perHour: 3000 },
  /** What a browser fetches ahead of a click, without data. */
  ahead: { perMinute: 2400, perHour: 30_000 },
  /** Forms, downloads, and what a phone sends. */
  deed: { perMinute: 240, perHour: 3000 },
} as const;
export type Pace = keyof typeof paces;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST = 20_000;

type Count = { minute: number; inMinute: number; hour: number; inHour: number };

/** @param times how many times the usual is allowed; 0 counts nothing */
export function makePacer(times: number, now: () => number = Date.now) {
  const counts = new Map<string, Count>();
  /** Counts one more of a sign-in. @returns seconds to wait, 0 when it may go on */
  return (pace: Pace, session: string): number => {
    if (times === 0) return 0;
    const key = `${pace}|${session}`;
    const at = now();
    const [minute, hour] = [Math.floor(at / MINUTE), Math.floor(at / HOUR)];
    const count = counts.get(key) ?? { minute, inMinute: 0, hour, inHour: 0 };
    // Who came last stays longest: the map forgets those who are long gone.
    counts.delete(key);
    counts.set(key, count);
    if (counts.size > MOST) counts.delete(counts.keys().next().value!);
    if (count.minute !== minute) Object.assign(count, { minute, inMinute: 0 });
    if (count.hour !== hour) Object.assign(count, { hour, inHour: 0 });
    if (count.inHour >= paces[pace].perHour * times) return Math.ceil(((hour + 1) * HOUR - at) / 1000);
    if (count.inMinute >= paces[pace].perMinute * times)
      return Math.ceil(((minute + 1) * MINUTE - at) / 1000);
    count.inMinute += 1;
    count.inHour += 1;
    return 0;
  };
}

/** Of this process. PACE (see .env.example) is for machines that measure or attack us. */
export const pacer = makePacer(Number(process.env.PACE || 1));
