'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  add,
  answered,
  type Command,
  EMPTY,
  failed,
  lastWords,
  pause,
  pending,
  type Queue,
  spoken,
  take,
  withdraw,
} from '@/lib/sync/rules';

export interface Answer {
  readonly id: string;
  readonly ok: boolean;
  readonly message?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

type Elsewhere = 'signedOut' | 'otherRegister';

export interface OutboxState {
  readonly count: number;
  /** Children whose rows wait. */
  readonly about: ReadonlySet<string>;
  /** Since when nothing came through; undefined when all is well. */
  readonly awaySince: number | undefined;
  /** Why nothing may go now: everything waits until the person is back where the page was drawn. */
  readonly elsewhere: Elsewhere | undefined;
}

const quiet: OutboxState = { count: 0, about: new Set(), awaySince: undefined, elsewhere: undefined };
/** Browsers keep at most 64 kB on its way past the end of a page. */
const KEEPALIVE = 50_000;

function post(commands: readonly Command[], drawn: string): Promise<Response> {
  const body = JSON.stringify({ commands: commands.map(({ id, kind, input }) => ({ id, kind, input })) });
  return fetch('/api/sync', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-drawn-for': drawn },
    body,
    keepalive: body.length < KEEPALIVE,
    signal: AbortSignal.timeout(20_000),
  });
}

async function send(commands: readonly Command[], drawn: string): Promise<Answer[] | Elsewhere> {
  const response = await post(commands, drawn);
  if (response.status === 401) return 'signedOut';
  if (response.status === 429 || response.status >= 500) throw new Error('come again');
  const body = (await response.json()) as { ok: boolean; message?: string; data?: { results: Answer[] } };
  if (body.message === 'otherRegister') return 'otherRegister';
  return body.data?.results ?? commands.map(({ id }) => ({ id, ok: false, message: 'unexpected' }));
}

/**
 * Sends commands as they come, one batch at a time, and again until they are answered. The latest may be held back
 * while it can be undone; it leaves with the next one, with `release`, or with the page.
 *
 * @param drawn for whom and where the page was drawn: the server refuses the batch while the person is elsewhere
 */
export function useOutbox(
  drawn: string,
  onAnswer: (command: Command, answer: Answer, more: boolean) => void,
) {
  const queue = useRef<Queue>(EMPTY);
  const held = useRef<readonly string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const listener = useRef(onAnswer);
  listener.current = onAnswer;
  const [state, setState] = useState<OutboxState>(quiet);

  const publish = useCallback((change: Partial<OutboxState> = {}) => {
    const commands = pending(queue.current);
    const about = new Set(commands.flatMap((command) => command.about));
    setState((before) => ({ ...before, ...change, count: commands.length, about }));
  }, []);

  const flush = useCallback(async (): Promise<void> => {
    if (queue.current.sending.length > 0) return publish();
    clearTimeout(timer.current);
    queue.current = take(queue.current, held.current);
    const { sending } = queue.current;
    publish();
    if (sending.length === 0) return;
    try {
      const answers = await send(sending, drawn);
      if (typeof answers === 'string') {
        queue.current = failed(queue.current);
        return publish({ awaySince: undefined, elsewhere: answers });
      }
      queue.current = answered(queue.current);
      publish({ awaySince: undefined, elsewhere: undefined });
      const left = new Set(pending(queue.current).flatMap(({ about }) => about));
      for (const command of sending) {
        const answer = answers.find(({ id }) => id === command.id) ?? { id: command.id, ok: false };
        listener.current(
          command,
          answer,
          command.about.some((id) => left.has(id)),
        );
      }
      return flush();
    } catch {
      queue.current = failed(queue.current);
      setState((before) => ({ ...before, awaySince: before.awaySince ?? Date.now() }));
      publish();
      timer.current = setTimeout(flush, pause(queue.current.failures, Math.random()));
    }
  }, [publish, drawn]);

  const release = useCallback(() => {
    held.current = [];
    void flush();
  }, [flush]);

  useEffect(() => {
    const leave = () => {
      // Back from another tab, where the person may have signed in again or gone back to this register.
      if (document.visibilityState !== 'hidden') return queue.current.failures > 0 ? release() : undefined;
      const { sending, waiting } = queue.current;
      // A batch on its way stops the queue; at the end of the page there is no later, so the rest goes beside it. Which
      // of the two is heard first is all one: every command carries its place.
      if (sending.length > 0 && waiting.length > 0) {
        post(lastWords(queue.current), drawn).catch(() => undefined);
        queue.current = spoken(queue.current);
      } else release();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.current.failures > 0 && pending(queue.current).length > 0) event.preventDefault();
    };
    window.addEventListener('online', release);
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('online', release);
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('beforeunload', warn);
      release();
    };
  }, [release, drawn]);

  return {
    state,
    release,
    /** Adds commands; those named in `hold` wait for their undo, everything before them leaves. */
    put: useCallback(
      (commands: readonly Command[], hold: readonly string[] = []) => {
        queue.current = commands.reduce(add, queue.current);
        held.current = hold;
        void flush();
      },
      [flush],
    ),
    /** @returns whether something of these keys is still unanswered */
    waits: (keys: readonly string[]) => pending(queue.current).some(({ key }) => keys.includes(key)),
    /** @returns whether the commands had not left and are gone */
    takeBack: useCallback(
      (keys: readonly string[]): boolean => {
        const without = withdraw(queue.current, keys);
        if (!without) return false;
        queue.current = without;
        held.current = [];
        publish();
        return true;
      },
      [publish],
    ),
  };
}
