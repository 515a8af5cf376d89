'use client';
import { buttonClass } from '@/components/ui/button-class';
import { Check, UserCheck } from '@/components/ui/icons';
import type { Tally } from '@/lib/lessons/sweep/rules';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

interface Props {
  words: Words;
  format: (figure: number) => string;
  sweep: SweepState;
  tally: Tally;
  marking: boolean;
  onMarking: (on: boolean) => void;
}

/** Attendance for all in one tap; then who is here, how many are heard, and the way to the exceptions. */
export function AttendanceBar({ words, format, sweep, tally, marking, onMarking }: Props) {
  const { here, absent, leave, unmarked, heard, reciting } = tally;
  const taken = here + absent + leave > 0;
  const places = { here: format(here), absent: format(absent), leave: format(leave) };
  const progress = say(words.say.progress, { heard: format(heard), all: format(reciting) });
  return (
    <div className="grid gap-2">
      <div className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 text-small">
        <UserCheck aria-hidden size={20} strokeWidth={1.75} className="flex-none" />
        <span className="min-w-0 flex-1">
          {taken ? say(words.mark.summary, places) : words.mark.notTaken}
          {taken && unmarked > 0 && (
            <span className="block text-caption text-gold-ink">
              {say(words.mark.unmarked, { count: format(unmarked) })}
            </span>
          )}
        </span>
        {unmarked > 0 && !taken ? null : (
          <button
            type="button"
            aria-pressed={marking}
            aria-label={words.mark.change}
            onClick={() => onMarking(!marking)}
            className={buttonClass({ variant: marking ? 'secondary' : 'ghost' })}
          >
            {marking ? words.say.done : words.say.change}
          </button>
        )}
      </div>
      {unmarked > 0 && (
        <button
          type="button"
          onClick={() => sweep.allPresent((count) => say(words.say.allMarked, { count: format(count) }))}
          className={buttonClass({ variant: taken ? 'secondary' : 'primary', size: 'thumb', block: true })}
        >
          <Check aria-hidden size={20} strokeWidth={1.75} />
          {taken ? words.mark.restPresent : words.mark.allPresent}
        </button>
      )}
      {reciting > 0 && (
        <div className="grid gap-1.5">
          <svg
            role="progressbar"
            aria-label={progress}
            aria-valuemin={0}
            aria-valuemax={reciting}
            aria-valuenow={heard}
            className="forced-border h-2 w-full overflow-hidden rounded-round bg-sunk inset-ring inset-ring-line rtl:-scale-x-100"
          >
            <rect
              width={`${((heard / reciting) * 100).toFixed(1)}%`}
              height="100%"
              className="fill-emerald"
            />
          </svg>
          <p className="text-small font-semibold">{progress}</p>
        </div>
      )}
    </div>
  );
}
