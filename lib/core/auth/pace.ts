/** How fast one sign-in may go (V2.4.1): many times what hands do, far from what a program would fetch. Counted in the
 *  memory of each process, so that no request asks the database for it; what the processes know of the few that are fast
 *  they tell each other (pace-shared.ts). */
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

/** From this share of what is allowed on, a sign-in in one process is told to the others: hands stay below it. */
const FAST = 1 / 8;

/** How often in a window, here and as far as is known elsewhere; `told`: what the others know of here. */
type Window = { index: number; here: number; elsewhere: number; told: number };
const windowAt = (index: number): Window => ({ index, here: 0, elsewhere: 0, told: 0 });
const windows = { minute: MINUTE, hour: HOUR } as const;
type WindowName = keyof typeof windows;

/** What one process says of a fast sign-in, and what it hears: `count` more here since it spoke last, or all of all. */
export type Tally = { key: string; window: WindowName; index: number; count: number };

/** @param times how many times the usual is allowed; 0 counts nothing */
export function makePacer(times: number, now: () => number = Date.now) {
  const counts = new Map<string, Record<WindowName, Window>>();
  const fast = new Set<string>();
  const allowed = (pace: Pace) => ({
    minute: paces[pace].perMinute * times,
    hour: paces[pace].perHour * times,
  });

  /** Counts one more of a sign-in. @returns seconds to wait, 0 when it may go on */
  const pacer = (pace: Pace, session: string): number => {
    if (times === 0) return 0;
    const key = `${pace}|${session}`;
    const at = now();
    const [minute, hour] = [Math.floor(at / MINUTE), Math.floor(at / HOUR)];
    const count = counts.get(key) ?? { minute: windowAt(minute), hour: windowAt(hour) };
    // Who came last stays longest: the map forgets those who are long gone.
    counts.delete(key);
    counts.set(key, count);
    if (counts.size > MOST) counts.delete(counts.keys().next().value!);
    if (count.minute.index !== minute) count.minute = windowAt(minute);
    if (count.hour.index !== hour) count.hour = windowAt(hour);
    const most = allowed(pace);
    if (count.hour.here + count.hour.elsewhere >= most.hour)
      return Math.ceil(((hour + 1) * HOUR - at) / 1000);
    if (count.minute.here + count.minute.elsewhere >= most.minute)
      return Math.ceil(((minute + 1) * MINUTE - at) / 1000);
    count.minute.here += 1;
    count.hour.here += 1;
    if (count.minute.here >= most.minute * FAST || count.hour.here >= most.hour * FAST) fast.add(key);
    return 0;
  };

  /** What the others do not know yet of the fast ones here; said by this once. */
  const untold = (): Tally[] => {
    const tallies = [...fast].flatMap((key) =>
      (Object.keys(windows) as WindowName[]).flatMap((window) => {
        const one = counts.get(key)?.[window];
        if (!one || one.here === one.told) return [];
        const count = one.here - one.told;
        one.told = one.here;
        return [{ key, window, index: one.index, count }];
      }),
    );
    fast.clear();
    return tallies;
  };

  /** Takes what all processes together have counted. */
  const hear = ({ key, window, index, count }: Tally): void => {
    const one = counts.get(key)?.[window];
    if (one?.index === index) one.elsewhere = Math.max(0, count - one.told);
  };

  return Object.assign(pacer, { untold, hear, hasNews: () => fast.size > 0 });
}
export type Pacer = ReturnType<typeof makePacer>;

/** When a window ends, in ms since 1970. */
export const endOf = ({ window, index }: Tally) => (index + 1) * windows[window];

/** Of this process. PACE (see .env.example) is for machines that measure or attack us. */
export const pacer = makePacer(Number(process.env.PACE || 1));
