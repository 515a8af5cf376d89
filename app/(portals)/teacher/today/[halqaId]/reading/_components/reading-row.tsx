'use client';
import { clsx } from 'clsx';
import { type FormEvent, useActionState } from 'react';
import { Check, CloudUpload, PenLine, Repeat } from '@/components/ui/icons';
import type { Grade } from '@/lib/lessons/rules';
import { recordReading } from '@/lib/reading/actions';
import { ReadingFields } from './reading-fields';
import type { Row, Session } from './rows';
import type { ReadingState } from './use-reading';
import { say, sayFaults, type Words } from './words';

interface Props {
  row: Row;
  session: Session;
  drawn: string;
  words: Words;
  state: ReadingState;
}

const ticks: Record<Grade | 'none', string> = {
  none: 'rounded-round border-edge bg-sheet text-edge',
  EXCELLENT: 'rounded-round border-emerald bg-emerald text-on-emerald',
  GOOD: 'rounded-round border-gold-ink bg-gold-soft text-gold-ink',
  WEAK: 'rounded-round border-gold-ink bg-gold-soft text-gold-ink',
  REPEAT: 'rounded-card border-clay bg-clay-soft text-clay',
};

function Sign({ grade }: { grade: Grade | undefined }) {
  const look = { 'aria-hidden': true, size: 22, strokeWidth: 2 } as const;
  if (grade === 'REPEAT') return <Repeat {...look} />;
  return grade === 'GOOD' || grade === 'WEAK' ? <PenLine {...look} size={18} /> : <Check {...look} />;
}

/** One child: the round button hears what is next clean; the rest opens below it. Both are forms, so that both work
 *  without script; with it they go through the phone's queue. */
export function ReadingRow({ row, session, drawn, words, state }: Props) {
  const [answer, action] = useActionState(recordReading, null);
  const grade = state.read.get(row.id) ?? row.read?.grade;
  const there = row.read || grade ? null : row.elsewhere;
  const waiting = state.outbox.state.about.has(row.id);
  const faults =
    state.faults.get(row.id) ??
    (answer && !answer.ok ? sayFaults(words, answer as Parameters<typeof sayFaults>[1]) : []);
  const send = (undoable: boolean) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    state.send(row, new FormData(form), undoable);
    form.closest('details')?.removeAttribute('open');
  };
  const hidden = { ...session, id: row.recordId, studentId: row.id, kind: row.kind, $drawn: drawn };
  const fixed = Object.entries(hidden).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <li className={clsx('border-b border-line last:border-b-0', row.away && 'bg-sunk/40')}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center">
        <div
          className={clsx('grid min-h-17 content-center gap-0.5 py-2 ps-3 only:pe-3', grade && 'text-ink-3')}
        >
          <span className="flex min-w-0 items-center gap-1.5 leading-snug font-semibold">
            <bdi
              lang={row.lang}
              className={clsx('truncate', row.lang === 'ur' && 'nastaliq overflow-visible!')}
            >
              {row.name}
            </bdi>
            {waiting && (
              <span role="img" aria-label={words.say.waiting} className="flex-none text-gold-ink">
                <CloudUpload aria-hidden size={16} strokeWidth={1.75} />
              </span>
            )}
          </span>
          <span className="text-caption text-ink-2">
            {row.away
              ? words.say.away
              : there
                ? say(words.say.elsewhere, there)
                : row.label || words.say.complete}
          </span>
        </div>
        {row.place && !row.away && !state.late && !there && (
          <form action={action} onSubmit={send(!row.read)} className="mx-2">
            {fixed}
            {Object.entries(row.place).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <input type="hidden" name="grade" value="EXCELLENT" />
            <button
              type="submit"
              disabled={grade !== undefined}
              aria-pressed={grade === 'EXCELLENT'}
              aria-label={
                grade ? `${row.name}: ${words.grades[grade]}` : say(words.say.clean, { name: row.name })
              }
              className={clsx(
                'forced-border grid size-tap-thumb place-content-center border-2 leading-none',
                ticks[grade ?? 'none'],
              )}
            >
              <Sign grade={grade} />
            </button>
          </form>
        )}
      </div>
      {faults.length > 0 && (
        <div role="alert" className="mx-3 mb-2 rounded-control bg-clay-soft px-3 py-2 text-small">
          <b className="font-semibold">{say(words.say.refused, { name: row.name })}</b> {faults.join(' ')}
        </div>
      )}
      {!row.away && (
        <details open={faults.length > 0 || undefined}>
          <summary
            aria-label={say(words.say.moreOf, { name: row.name })}
            className="mx-3 flex min-h-tap items-center text-small text-emerald underline underline-offset-4"
          >
            {row.read ? words.say.correct : words.say.more}
          </summary>
          <form action={action} onSubmit={send(false)} className="grid gap-3 px-3 pb-4">
            {fixed}
            <ReadingFields
              key={row.label}
              row={row}
              words={words}
              earlier={state.late}
              typed={answer && !answer.ok ? (answer.values ?? {}) : {}}
            />
          </form>
        </details>
      )}
    </li>
  );
}
