// The phone's queue of commands, as pure steps. No imports: every teacher's page loads this.

export interface Command {
  readonly id: string;
  readonly kind:
    | 'attendance.take'
    | 'lessons.record'
    | 'reading.record'
    | 'mistakes.mark'
    | 'mistakes.clear'
    | 'session.finish';
  readonly input: unknown;
  /** What it is about: a later command with the same key says all of the earlier one anew and replaces it. */
  readonly key: string;
  /** The children whose rows wait for it. */
  readonly about: readonly string[];
}

/** The place of a command among those of one page: what was said before it is never heard after it. */
export interface Said {
  readonly by: string;
  readonly no: number;
}

/** Counts what one page says. */
export function counter(by: string): () => Said {
  let no = 0;
  return () => ({ by, no: no++ });
}

export interface Queue {
  /** In the order in which they were given. */
  readonly waiting: readonly Command[];
  /** On the way; nothing else goes until these are answered. */
  readonly sending: readonly Command[];
  /** Failures in a row. */
  readonly failures: number;
  /** Keys of which a command has left and was not answered: it may have arrived. */
  readonly left: readonly string[];
}

export const EMPTY: Queue = { waiting: [], sending: [], failures: 0, left: [] };
const BATCH = 100;

export function add(queue: Queue, command: Command): Queue {
  return { ...queue, waiting: [...queue.waiting.filter(({ key }) => key !== command.key), command] };
}

/** Takes commands back of which no word has left; undefined when one has, even if its answer was only lost. */
export function withdraw(queue: Queue, keys: readonly string[]): Queue | undefined {
  const here = keys.every((key) => queue.waiting.some((command) => command.key === key));
  const gone = keys.some((key) => queue.left.includes(key));
  if (!here || gone) return undefined;
  return { ...queue, waiting: queue.waiting.filter(({ key }) => !keys.includes(key)) };
}

/** Sets the next batch on its way, all but those held back for an undo. */
export function take(queue: Queue, held: readonly string[] = []): Queue {
  if (queue.sending.length > 0) return queue;
  const sending = queue.waiting.filter(({ key }) => !held.includes(key)).slice(0, BATCH);
  return leaving(
    { ...queue, sending, waiting: queue.waiting.filter((command) => !sending.includes(command)) },
    sending,
  );
}

const leaving = (queue: Queue, commands: readonly Command[]): Queue => ({
  ...queue,
  left: [...new Set([...queue.left, ...commands.map(({ key }) => key)])],
});

/** The batch was answered, well or not: it never goes again. */
export function answered(queue: Queue): Queue {
  const more = new Set(queue.waiting.map(({ key }) => key));
  return { ...queue, sending: [], failures: 0, left: queue.left.filter((key) => more.has(key)) };
}

/** The batch may or may not have arrived: it goes again, before the others, as every command may come twice. */
export function failed(queue: Queue): Queue {
  const newer = new Set(queue.waiting.map(({ key }) => key));
  const again = queue.sending.filter(({ key }) => !newer.has(key));
  return { ...queue, sending: [], waiting: [...again, ...queue.waiting], failures: queue.failures + 1 };
}

/** All that is not answered, said once each: what goes when the page ends and nothing can be waited for. */
export function lastWords({ waiting, sending }: Queue): readonly Command[] {
  const newer = new Set(waiting.map(({ key }) => key));
  return [...sending.filter(({ key }) => !newer.has(key)), ...waiting];
}

/** Its last words went beside the batch that is on its way. */
export const spoken = (queue: Queue): Queue => leaving(queue, queue.waiting);

export function pending({ waiting, sending }: Queue): readonly Command[] {
  return [...sending, ...waiting];
}

/** Milliseconds until the next try: 1, 2, 4 … 30 seconds, spread by `chance` (0…1) so that phones do not come at once. */
export function pause(failures: number, chance: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1)) * (0.75 + chance / 2);
}
