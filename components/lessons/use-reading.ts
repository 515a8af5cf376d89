'use client';
import { useEffect, useRef, useState } from 'react';
import type { FormState } from '@/lib/core/form-state';
import { readTyped } from '@/lib/lessons/actions';
import type { Reading } from '@/lib/lessons/entry/schema';

/** The lesson that is read: whose it is and when. */
export interface Asked {
  readonly studentId: string;
  readonly date: string;
  readonly session: string;
  readonly kind: string;
}

const PAUSE = 400;

async function ask(asked: Asked, typed: string): Promise<Reading | undefined> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...asked, typed })) form.set(name, value);
  const answer: FormState = await readTyped(null, form);
  return answer?.ok ? (answer.data as Reading) : undefined;
}

/** Reads back what is typed, a moment after the last key. `away`: the network did not answer. */
export function useReading(asked: Asked, typed: string, first?: Reading) {
  const [found, setFound] = useState(first && { typed, reading: first });
  const [away, setAway] = useState(false);
  const latest = useRef(typed);
  latest.current = typed;

  async function read(): Promise<Reading | undefined> {
    if (found?.typed === typed) return found.reading;
    const reading = await ask(asked, typed).catch(() => undefined);
    if (latest.current !== typed) return undefined;
    setAway(!reading);
    if (reading) setFound({ typed, reading });
    return reading;
  }
  const again = useRef(read);
  again.current = read;

  useEffect(() => {
    if (!typed.trim()) return;
    const timer = setTimeout(() => void again.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);

  const fresh = found?.typed === typed;
  return {
    /** Of the last that was read: it stays in sight while more is typed. */
    reading: typed.trim() ? found?.reading : undefined,
    fresh,
    away: away && !fresh,
    read,
  };
}
