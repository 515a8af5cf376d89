'use client';
import { useState } from 'react';
import { v7 } from 'uuid';
import type { Grading } from '@/lib/lessons/grading/rules';
import type { LessonKind } from '@/lib/lessons/rules';
import { asideOf, hearClean, type Kid, type SessionKey, stateOf, tallyOf } from '@/lib/lessons/sweep/rules';
import { AttendanceBar } from './attendance-bar';
import { Dock } from './dock';
import { COLUMNS } from './due';
import { KidRow } from './kid-row';
import { Strips } from './strips';
import { type Closing, useSweep } from './use-sweep';
import { say, type Words } from './words';

interface Props {
  kids: Kid[];
  session: SessionKey;
  /** How the session stands when the page is drawn. */
  closing: Closing;
  /** With its end the day is told. */
  last: boolean;
  earlier: boolean;
  /** For whom and where the page is drawn, and when. */
  drawn: string;
  drawnAt: number;
  words: Words;
  grading: Grading;
  /** Tag with which figures are written. */
  numbers: string;
}

/** One screen for the whole halqa: attendance, then each child with one tap, saved as it is entered. */
export function Sweep({ words, numbers, grading, last, ...options }: Props) {
  const sweep = useSweep(options);
  const [open, setOpen] = useState<string>();
  const [marking, setMarking] = useState<'all' | string>();
  // What "to hear" shows is settled when it is pressed: rows never leave under the finger.
  const [only, setOnly] = useState<ReadonlySet<string>>();
  const { format } = new Intl.NumberFormat(numbers, { useGrouping: false });
  const tally = tallyOf(sweep.kids);
  const unheard = sweep.kids.filter((kid) => stateOf(kid) === 'unheard');
  const kinds: LessonKind[] = (['SABAQ', 'SABQI', 'MANZIL', 'GIRDAAN'] as const).filter((kind) =>
    sweep.kids.some((kid) => kid.plans.some((plan) => plan.kind === kind)),
  );
  // What is wholly left to other sessions needs no column here.
  const left = (kind: LessonKind) =>
    sweep.kids.every(({ plans }) =>
      plans.every((plan) => plan.kind !== kind || (asideOf(plan) && !asideOf(plan)?.heard)),
    );
  const columns = kinds.filter((kind) => kind !== 'GIRDAAN' && !left(kind));
  const shown = only ? sweep.kids.filter(({ id }) => only.has(id)) : sweep.kids;
  const common = { words, format, sweep, grading };

  function tick(kid: Kid) {
    const after = hearClean(kid, v7);
    sweep.act(kid, after, say(words.say.clean, { name: kid.name }));
  }

  const choice =
    'min-h-tap border-line px-3 text-small font-medium -outline-offset-3 not-first:border-s aria-pressed:bg-emerald aria-pressed:text-on-emerald';
  return (
    <>
      <Strips {...common} />
      <AttendanceBar
        {...common}
        tally={tally}
        marking={marking === 'all'}
        onMarking={(on) => setMarking(on ? 'all' : undefined)}
      />
      <fieldset className="grid grid-cols-2 overflow-hidden rounded-control border border-edge bg-sheet">
        <legend className="sr-only">{words.say.filter}</legend>
        <button type="button" aria-pressed={!only} onClick={() => setOnly(undefined)} className={choice}>
          {say(words.say.all, { count: format(sweep.kids.length) })}
        </button>
        <button
          type="button"
          aria-pressed={Boolean(only)}
          onClick={() => setOnly(new Set(unheard.map(({ id }) => id)))}
          className={choice}
        >
          {say(words.say.toHear, { count: format(unheard.length) })}
        </button>
      </fieldset>
      <div className="rounded-card border border-line bg-sheet shadow-raised">
        {columns.length > 0 && (
          <div
            aria-hidden
            className={`${COLUMNS} border-b border-edge py-2 ps-3 pe-18 text-caption font-semibold text-ink-2`}
          >
            {columns.map((kind) => (
              <span key={kind}>{words.kinds[kind]}</span>
            ))}
          </div>
        )}
        <ol>
          {shown.map((kid) => (
            <KidRow
              key={kid.id}
              {...common}
              kid={kid}
              columns={columns}
              open={open === kid.id}
              marking={marking === 'all' || marking === kid.id}
              onOpen={(on) => setOpen(on ? kid.id : undefined)}
              onMark={() => setMarking((before) => (before === kid.id ? undefined : kid.id))}
              onTick={() => tick(kid)}
            />
          ))}
          {shown.length === 0 && (
            <li className="px-3 py-6 text-center text-ink-2">{words.say.nothingLeft}</li>
          )}
        </ol>
      </div>
      <Dock {...common} last={last} toHear={unheard.length} />
    </>
  );
}
