'use client';
import type { Listener } from '@/lib/lessons/rules';
import type { Heard } from '@/lib/lessons/sweep/rules';
import type { Words } from './words';

interface Props {
  words: Words;
  heard: Heard | undefined;
  onChange: (to: Pick<Heard, 'listener' | 'heardBy'>) => void;
}

/** Who listened, when it was not the ustadh; a senior student, a guardian or an examiner may be named. */
export function ListenerChoice({ words, heard, onChange }: Props) {
  const listener = heard?.listener ?? 'TEACHER';
  const named = listener !== 'TEACHER' && listener !== 'SELF';
  return (
    <div className="grid grid-cols-2 gap-2">
      <label
        className={
          named ? 'grid gap-1 text-small font-semibold' : 'col-span-2 grid gap-1 text-small font-semibold'
        }
      >
        {words.say.listener}
        <select
          value={listener}
          onChange={(event) => {
            const to = event.target.value as Listener;
            onChange({
              listener: to,
              heardBy: to === 'TEACHER' || to === 'SELF' ? undefined : heard?.heardBy,
            });
          }}
          className="control font-normal"
        >
          {Object.entries(words.listeners).map(([one, word]) => (
            <option key={one} value={one}>
              {word}
            </option>
          ))}
        </select>
      </label>
      {named && (
        <label className="grid gap-1 text-small font-semibold">
          {words.say.heardBy}
          <input
            key={listener}
            defaultValue={heard?.heardBy}
            onBlur={(event) => {
              const heardBy = event.target.value.trim() || undefined;
              if (heardBy !== heard?.heardBy) onChange({ listener, heardBy });
            }}
            maxLength={80}
            dir="auto"
            autoComplete="off"
            className="control font-normal"
          />
        </label>
      )}
    </div>
  );
}
