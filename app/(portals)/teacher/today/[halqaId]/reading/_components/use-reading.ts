'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { v7 } from 'uuid';
import { type Answer, useOutbox } from '@/components/sync/use-outbox';
import type { Grade } from '@/lib/lessons/rules';
import { type Command, counter } from '@/lib/sync/rules';
import type { Row } from './rows';
import { say, sayFaults, type Words } from './words';

type Refusal = Answer & Parameters<typeof sayFaults>[1];

/** What the page sends as it is entered, as the sweep does: kept until it is answered, taken back while it may be. */
export function useReading({ drawn, words, earlier }: { drawn: string; words: Words; earlier: boolean }) {
  const router = useRouter();
  const [read, setRead] = useState<ReadonlyMap<string, Grade>>(new Map());
  const [faults, setFaults] = useState<ReadonlyMap<string, string[]>>(new Map());
  const [last, setLast] = useState<{ id: string; child: string; text: string; key: string }>();
  // A page that was open over midnight, or offline: its day is over when what it kept arrives.
  const [over, setOver] = useState(false);
  const [nextSaid] = useState(() => counter(v7()));

  const without = <T>(map: ReadonlyMap<string, T>, child: string) =>
    new Map([...map].filter(([id]) => id !== child));

  const outbox = useOutbox(drawn, (command, answer, more) => {
    const child = command.about[0]!;
    // What was answered is not to be undone any more.
    setLast((one) => (one?.id === command.id ? undefined : one));
    if (answer.ok) {
      // The labels of what was read are the server's.
      if (!more) router.refresh();
      return;
    }
    setRead((all) => without(all, child));
    if (answer.message === 'reasonNeeded') setOver(true);
    setFaults((all) => new Map(all).set(child, sayFaults(words, answer as Refusal)));
  });

  return {
    read,
    faults,
    last,
    late: earlier || over,
    outbox,
    /** @param form the row's form: its fields are the command's, so that the page without script sends the same */
    send(row: Row, form: FormData, undoable: boolean) {
      const fields = [...form.entries()].filter(([name, value]) => !name.startsWith('$') && value !== '');
      const input = { ...Object.fromEntries(fields), said: nextSaid() };
      const key = `reading:${row.id}`;
      const command: Command = { id: v7(), kind: 'reading.record', key, about: [row.id], input };
      setFaults((all) => without(all, row.id));
      setRead((all) => new Map(all).set(row.id, form.get('grade') as Grade));
      setLast(
        undoable
          ? { id: command.id, child: row.id, text: say(words.say.clean, { name: row.name }), key }
          : undefined,
      );
      outbox.put([command], undoable ? [key] : []);
    },
    undo() {
      if (last && outbox.takeBack([last.key])) setRead((all) => without(all, last.child));
      setLast(undefined);
    },
    settle() {
      setLast(undefined);
      outbox.release();
    },
  };
}

export type ReadingState = ReturnType<typeof useReading>;
