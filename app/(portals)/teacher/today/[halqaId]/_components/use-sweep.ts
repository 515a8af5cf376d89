'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { type Answer, useOutbox } from '@/components/sync/use-outbox';
import type { Custom } from '@/lib/lessons/customs/schema';
import type { LessonKind } from '@/lib/lessons/rules';
import {
  attendanceInput,
  insist,
  type Kid,
  keep,
  lessonsInput,
  mark,
  outElsewhere,
  type SessionKey,
} from '@/lib/lessons/sweep/rules';
import { canRestore, isKnown, takenBack } from '@/lib/lessons/sweep/undo/rules';
import { type Command, counter } from '@/lib/sync/rules';

export interface Act {
  readonly id: string;
  readonly text: string;
  readonly before: readonly Kid[];
  readonly keys: readonly string[];
  /** It stands for more than itself: its word replaced an earlier one that was not answered, or went with one that had left. */
  readonly owing: boolean;
}

export interface Fault {
  readonly id: string;
  /** Undefined when it concerns no single child. */
  readonly name: string | undefined;
  readonly message: string;
  /** What the server asks about: the teacher may insist. */
  readonly odd?: { readonly kidId: string; readonly kind: LessonKind; readonly customs: readonly Custom[] };
}

export type Closing = 'open' | 'finishing' | 'finished' | 'changed';

interface Options {
  kids: readonly Kid[];
  session: SessionKey;
  closing: Closing;
  /** The day is over: every command names why it changes. */
  earlier: boolean;
  /** For whom and where the page was drawn. */
  drawn: string;
  /** When it was drawn: each drawing is another. */
  drawnAt: number;
}

/** Drawings that were shown, and whether something was saved since. One that comes back from the browser's memory shows
 *  what was saved before it was left: it asks anew. One that the server has just made does not, for the answer would be
 *  drawn over what is being tapped meanwhile. */
const shown = new Set<number>();
let leftBehind = false;

/** The sweep's state: children as the teacher sees them now, what can be undone, what could not be saved. */
export function useSweep({ kids: atFirst, session, closing: atLoad, earlier, drawn, drawnAt }: Options) {
  const router = useRouter();
  const [kids, setKids] = useState(atFirst);
  const [last, setLast] = useState<Act>();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [closing, setClosing] = useState(atLoad);
  const [reason, setReason] = useState('');
  const [reasonAsked, setReasonAsked] = useState(false);
  // A page that was open over midnight, or offline: its day is over when what it kept arrives.
  const [late, setLate] = useState(earlier);
  const [owed, setOwed] = useState<readonly Command[]>([]);
  const [nextSaid] = useState(() => counter(v7()));
  const now = useRef(kids);
  now.current = kids;

  const outbox = useOutbox(drawn, (command, answer, more) => {
    leftBehind = true;
    if (answer.ok) accepted(command, more);
    else refused(command, answer);
  });

  useEffect(() => {
    const again = shown.has(drawnAt);
    shown.add(drawnAt);
    if (!again || !leftBehind) return;
    leftBehind = false;
    router.refresh();
  }, [router, drawnAt]);

  useEffect(() => {
    if (owed.length === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [owed]);

  function accepted(command: Command, more: boolean) {
    if (command.kind === 'session.finish') setClosing('finished');
    if (!more) setKids((all) => all.map((kid) => (command.about.includes(kid.id) ? keep(kid) : kid)));
  }

  function refused(command: Command, answer: Answer) {
    if (command.kind === 'session.finish') setClosing('open');
    const kid =
      command.about.length === 1 ? now.current.find(({ id }) => id === command.about[0]) : undefined;
    const message = answer.message ?? 'unexpected';
    if (message === 'reasonNeeded') {
      setOwed((all) => [...all.filter(({ key }) => key !== command.key), command]);
      setLate(true);
      return setReasonAsked(true);
    }
    const fault: Fault = { id: command.id, name: kid?.name, message };
    if (kid && message === 'customs' && answer.params) {
      const { kind, codes } = answer.params;
      const customs = String(codes).split(',') as Custom[];
      return setFaults((all) => [
        ...all,
        { ...fault, odd: { kidId: kid.id, kind: kind as LessonKind, customs } },
      ]);
    }
    setFaults((all) => [...all, fault]);
    if (kid && message === 'takenOut' && answer.params) {
      const after = outElsewhere(kid, String(answer.params.kinds).split(','));
      show([after]);
      // What else the command said of the child goes again without it.
      outbox.put(commandsOf({ ...kid, mark: after.mark }, after));
    }
  }

  const why = late ? reason.trim() : undefined;
  /** An earlier day is not touched before its reason is written. */
  function mayAct(): boolean {
    if (!late || why) return true;
    setReasonAsked(true);
    return false;
  }

  function commandsOf(before: Kid, after: Kid): Command[] {
    const about = [after.id];
    const commands: Command[] = [];
    if (before.mark !== after.mark && after.mark) {
      const input = { ...attendanceInput([after], session, why), said: nextSaid() };
      commands.push({ id: v7(), kind: 'attendance.take', key: `attendance:${after.id}`, about, input });
    }
    if (before.plans !== after.plans && after.plans.some((plan) => plan.heard || plan.unheard)) {
      const input = { ...lessonsInput(after, session, why), said: nextSaid() };
      commands.push({ id: v7(), kind: 'lessons.record', key: `lessons:${after.id}`, about, input });
    }
    return commands;
  }

  function show(changed: readonly Kid[]) {
    const byId = new Map(changed.map((kid) => [kid.id, kid]));
    setKids((all) => all.map((kid) => byId.get(kid.id) ?? kid));
  }

  function did(text: string, before: readonly Kid[], after: readonly Kid[], commands: readonly Command[]) {
    show(after);
    if (commands.length === 0) return;
    if (closing === 'finished') setClosing('changed');
    const keys = commands.map(({ key }) => key);
    const replaces = outbox.waits(keys) || owed.some(({ key }) => keys.includes(key));
    setOwed((all) => all.filter(({ key }) => !keys.includes(key)));
    const restorable = before.every((kid, i) => canRestore(kid, after[i]!));
    outbox.put(commands, restorable ? [] : keys);
    // Touches of one child in a row are one act: undo takes them back together.
    const same =
      last && before.length === 1 && last.before.length === 1 && last.before[0]?.id === before[0]?.id;
    setLast({
      id: v7(),
      text,
      before: same ? last.before : before,
      keys: same ? [...new Set([...last.keys, ...keys])] : keys,
      owing: restorable || (same ? last.owing : replaces),
    });
  }

  return {
    session,
    kids,
    last,
    faults,
    closing,
    outbox,
    reason,
    setReason,
    reasonAsked,
    late,
    owed,
    show,
    mayAct,

    /** What waited for the reason of a day that is over goes with it. */
    settleOwed() {
      if (!mayAct()) return;
      outbox.put(
        owed.map((command) => ({
          ...command,
          input: { ...(command.input as object), correctionReason: why },
        })),
      );
      setOwed([]);
    },

    /** One child changed; `text` says what was done. */
    act(before: Kid, after: Kid, text: string) {
      if (before !== after && mayAct()) did(text, [before], [after], commandsOf(before, after));
    },

    /** Everyone not marked yet is here: one command for all. */
    allPresent(text: (count: number) => string) {
      if (!mayAct()) return;
      const before = kids.filter((kid) => !kid.mark);
      const after = before.map((kid) => mark(kid, 'PRESENT', undefined, v7));
      const command: Command = {
        id: v7(),
        kind: 'attendance.take',
        key: 'attendance:all',
        about: after.map(({ id }) => id),
        input: { ...attendanceInput(after, session, why), said: nextSaid() },
      };
      did(text(after.length), before, after, after.length > 0 ? [command] : []);
    },

    undo() {
      if (!last) return;
      setLast(undefined);
      const { before, owing } = last;
      const current = before.map((kid) => kids.find(({ id }) => id === kid.id) ?? kid);
      const known = owing || before.some((kid, i) => isKnown(kid, current[i]!));
      if (!known && outbox.takeBack(last.keys)) return show(before);
      const after = before.map((kid, i) => takenBack(kid, current[i]!));
      const commands = after.flatMap((kid, i) => commandsOf(current[i]!, kid));
      show(after);
      setOwed((all) => all.filter(({ key }) => commands.every((command) => command.key !== key)));
      outbox.put(commands);
    },

    /** The toast is gone: what it could undo leaves. */
    settle() {
      setLast(undefined);
      outbox.release();
    },

    finish() {
      if (!mayAct()) return;
      setLast(undefined);
      setClosing('finishing');
      outbox.put([{ id: v7(), kind: 'session.finish', key: 'finish', about: [], input: session }]);
    },

    /** What the server asked about is kept all the same, and marked. */
    insist({ id, odd }: Fault) {
      const kid = odd && kids.find((one) => one.id === odd.kidId);
      setFaults((all) => all.filter((fault) => fault.id !== id));
      if (!kid) return;
      const after = insist(kid, { [odd.kind]: odd.customs });
      show([after]);
      outbox.put(commandsOf(kid, after));
    },

    forget: (id: string) => setFaults((all) => all.filter((fault) => fault.id !== id)),
  };
}

export type SweepState = ReturnType<typeof useSweep>;
