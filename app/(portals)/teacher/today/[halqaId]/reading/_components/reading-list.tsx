'use client';
import { useCallback, useRef } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { CloudOff, History } from '@/components/ui/icons';
import { Toast } from '@/components/ui/toast';
import { ReadingRow } from './reading-row';
import type { Row, Session } from './rows';
import { useReading } from './use-reading';
import { say, type Words } from './words';

interface Props {
  rows: readonly Row[];
  session: Session;
  earlier: boolean;
  /** For whom and where the page is drawn. */
  drawn: string;
  words: Words;
  /** Tag with which figures are written. */
  numbers: string;
}

/** Every child who reads, one tap each when nothing is odd. */
export function ReadingList({ rows, session, earlier, drawn, words, numbers }: Props) {
  const state = useReading({ drawn, words, earlier });
  const { format } = new Intl.NumberFormat(numbers, { useGrouping: false });
  const { awaySince, elsewhere, count } = state.outbox.state;
  const settle = useRef(state.settle);
  settle.current = state.settle;
  const gone = useCallback(() => settle.current(), []);
  const strip = 'flex flex-wrap items-center gap-3 rounded-control bg-gold-soft px-3 py-2 text-caption';
  return (
    <>
      {state.late && (
        <p className={strip}>
          <History aria-hidden size={20} strokeWidth={1.75} className="flex-none text-gold-ink" />
          <span className="min-w-0 flex-1">{words.say.earlier}</span>
        </p>
      )}
      <div role="status" className="contents">
        {(awaySince !== undefined || elsewhere) && (
          <div className={strip}>
            <CloudOff aria-hidden size={20} strokeWidth={1.75} className="flex-none text-gold-ink" />
            <p className="min-w-0 flex-1">
              {elsewhere ? words.say[elsewhere] : say(words.say.offline, { count: format(count) })}
            </p>
            <button type="button" onClick={state.outbox.release} className={buttonClass({})}>
              {words.say.retry}
            </button>
          </div>
        )}
      </div>
      <ol className="rounded-card border border-line bg-sheet shadow-raised">
        {rows.map((row) => (
          <ReadingRow key={row.id} row={row} session={session} drawn={drawn} words={words} state={state} />
        ))}
      </ol>
      {state.last && (
        <div className="sticky bottom-3 z-10">
          <Toast key={state.last.id} actionLabel={words.say.undo} onAction={state.undo} onGone={gone}>
            {state.last.text}
          </Toast>
        </div>
      )}
    </>
  );
}
