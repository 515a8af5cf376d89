'use client';
import { useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { type Answer, useOutbox } from '@/components/sync/use-outbox';
import { keysOf, type MarkKind, overlap, readPlace } from '@/lib/mushaf/rules';
import type { Command } from '@/lib/sync/rules';

export interface TodayMark {
  readonly id: string;
  /** `294.3`, `294`, `294.1-296.2` */
  readonly code: string;
  readonly kind: MarkKind;
}

interface Options {
  marks: readonly TodayMark[];
  studentId: string;
  date: string;
  drawn: string;
}

/** Which mark of today stands on a word, or on the end mark of an ayah: the newest that touches it. */
function kindAt(code: string, marks: readonly TodayMark[]): MarkKind | undefined {
  const here = readPlace(code);
  if (!here) return undefined;
  return marks.findLast((mark) => {
    const place = readPlace(mark.code);
    if (!place) return false;
    // A whole ayah is marked at its end, not on each word.
    if (place.word === undefined || here.word === undefined)
      return place.word === here.word && keysOf(place)[0] === keysOf(here)[0];
    return overlap(place, here);
  })?.kind;
}

/** Today's marks of the page as the teacher sees them now: saved as they are made, each taken back by its own id. */
export function useMarks({ marks: atFirst, studentId, date, drawn }: Options) {
  const [marks, setMarks] = useState(atFirst);
  const [refused, setRefused] = useState<string>();
  const lines = useRef<HTMLDivElement>(null);
  const outbox = useOutbox(drawn, (command, answer) => {
    if (!answer.ok) refuse(command, answer);
  });

  function refuse(command: Command, answer: Answer) {
    const { id } = command.input as { id: string };
    if (command.kind === 'mistakes.mark') setMarks((all) => all.filter((mark) => mark.id !== id));
    setRefused(answer.message ?? 'unexpected');
  }

  // The words are the server's, drawn once; only what they carry follows the state.
  useEffect(() => {
    for (const word of lines.current?.querySelectorAll<HTMLElement>('[data-code]') ?? []) {
      const kind = kindAt(word.dataset.code!, marks);
      if (kind) word.dataset.today = kind;
      else delete word.dataset.today;
    }
  }, [marks]);

  function command(kind: 'mistakes.mark' | 'mistakes.clear', id: string, input: object): Command {
    return { id: v7(), kind, key: `${kind}:${id}`, about: [studentId], input: { id, studentId, ...input } };
  }

  return {
    marks,
    lines,
    refused,
    outbox: outbox.state,

    add(code: string, kind: MarkKind): TodayMark {
      const made = { id: v7(), code, kind };
      setRefused(undefined);
      setMarks((all) => [...all, made]);
      outbox.put([command('mistakes.mark', made.id, { date, place: code, kind })]);
      return made;
    },

    takeBack(id: string) {
      setMarks((all) => all.filter((mark) => mark.id !== id));
      if (!outbox.takeBack([`mistakes.mark:${id}`])) outbox.put([command('mistakes.clear', id, {})]);
    },
  };
}
