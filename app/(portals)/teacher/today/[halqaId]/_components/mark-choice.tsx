'use client';
import { clsx } from 'clsx';
import { v7 } from 'uuid';
import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import { type Kid, mark } from '@/lib/lessons/sweep/rules';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

const looks: Record<AttendanceStatus, string> = {
  PRESENT: 'aria-pressed:bg-emerald aria-pressed:text-on-emerald',
  LATE: 'aria-pressed:bg-gold-soft aria-pressed:text-gold-ink aria-pressed:font-semibold',
  ABSENT: 'aria-pressed:bg-clay aria-pressed:text-on-clay',
  LEAVE: 'aria-pressed:bg-slate-soft aria-pressed:text-slate aria-pressed:font-semibold',
};

/** Four marks for one child; away or late, a reason may follow. */
export function MarkChoice({ words, sweep, kid }: { words: Words; sweep: SweepState; kid: Kid }) {
  const status = kid.mark?.status;
  const set = (to: AttendanceStatus, reason?: AbsenceReason) => {
    const text = say(words.say.marked, { name: kid.name, status: words.statuses[to] });
    sweep.act(kid, mark(kid, to, reason, v7), text);
  };
  return (
    <div className="grid gap-2 px-3 pb-3">
      <fieldset className="grid grid-cols-4 overflow-hidden rounded-control border border-edge bg-sheet">
        <legend className="sr-only">{say(words.mark.marking, { name: kid.name })}</legend>
        {(Object.keys(words.statuses) as AttendanceStatus[]).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={status === one}
            onClick={() => set(one)}
            className={clsx(
              'min-h-tap border-line px-0.5 text-caption font-medium -outline-offset-3 not-first:border-s',
              looks[one],
            )}
          >
            {words.statuses[one]}
          </button>
        ))}
      </fieldset>
      {status && status !== 'PRESENT' && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">{say(words.mark.reasonOf, { name: kid.name })}</legend>
          {(Object.keys(words.reasons) as AbsenceReason[]).map((reason) => (
            <button
              key={reason}
              type="button"
              aria-pressed={kid.mark?.reason === reason}
              onClick={() => set(status, kid.mark?.reason === reason ? undefined : reason)}
              className="min-h-tap rounded-round border border-edge bg-sheet px-3.5 text-caption aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
            >
              {words.reasons[reason]}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
