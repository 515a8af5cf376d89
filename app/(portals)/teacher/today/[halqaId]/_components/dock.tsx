'use client';
import { useCallback, useRef } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { CheckCheck } from '@/components/ui/icons';
import { Toast } from '@/components/ui/toast';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

interface Props {
  words: Words;
  format: (figure: number) => string;
  sweep: SweepState;
  toHear: number;
  /** With this session's end the day is told; else the reports wait for the last one. */
  last: boolean;
}

/** Under the thumb: the way back from the last act, and the end of the session. */
export function Dock({ words, format, sweep, toHear, last: tells }: Props) {
  const { last, closing } = sweep;
  // The toast's time must not begin anew whenever a row is drawn.
  const settle = useRef(sweep.settle);
  settle.current = sweep.settle;
  const gone = useCallback(() => settle.current(), []);
  const again = closing === 'changed';
  return (
    <div className="sticky bottom-0 z-10 -mx-3.5 -mb-6 grid gap-2.5 border-t border-line bg-paper px-3.5 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]">
      {last && (
        <Toast key={last.id} actionLabel={words.say.undo} onAction={sweep.undo} onGone={gone}>
          {last.text}
        </Toast>
      )}
      {closing === 'finished' ? (
        <p role="status" className="flex min-h-13 items-center gap-2.5 text-small text-emerald">
          <CheckCheck aria-hidden size={20} strokeWidth={1.75} className="flex-none" />
          {tells ? words.say.finished : words.say.finishedPart}
        </p>
      ) : (
        <button
          type="button"
          onClick={sweep.finish}
          disabled={closing === 'finishing'}
          aria-busy={closing === 'finishing' || undefined}
          className={buttonClass({ size: 'lg', block: true, className: 'flex-wrap gap-y-0 px-3' })}
        >
          <CheckCheck aria-hidden size={20} strokeWidth={1.75} />
          {closing === 'finishing' ? words.say.finishing : again ? words.say.finishAgain : words.say.finish}
          {closing === 'open' && toHear > 0 && (
            <span className="text-small font-normal whitespace-nowrap text-ink-2">
              {say(words.say.stillToHear, { count: format(toHear) })}
            </span>
          )}
        </button>
      )}
      {again && tells && <p className="text-center text-caption text-ink-2">{words.say.finishAgainNote}</p>}
    </div>
  );
}
