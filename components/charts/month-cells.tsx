'use client';
import { clsx } from 'clsx';

export type DayState = 'PRESENT' | 'LATE' | 'ABSENT' | 'LEAVE' | 'HOLIDAY';

export interface DrawnDay {
  key: string;
  /** The day's figure, or the letter of its state. */
  text: string;
  state: DayState | undefined;
  today: boolean;
}

interface Props {
  label: string;
  /** Seven names, from the institution's first day of the week on. */
  weekdays: string[];
  /** Fields before the first of the month, 0–6. */
  blanks: number;
  days: DrawnDay[];
}

const starts = ['', 'col-start-2', 'col-start-3', 'col-start-4', 'col-start-5', 'col-start-6', 'col-start-7'];

/** A month's fields, drawn from their words. */
export function MonthCells({ label, weekdays, blanks, days }: Props) {
  return (
    <div
      role="img"
      aria-label={label}
      className="grid grid-cols-7 gap-1 text-center text-caption [font-family:var(--face-small)]"
    >
      {weekdays.map((name) => (
        <span key={name} className="flex justify-center text-[0.6875rem] whitespace-nowrap text-ink-3">
          {name}
        </span>
      ))}
      {days.map(({ key, text, state, today }, index) => (
        <span
          key={key}
          className={clsx(
            'day',
            state && `day-${state}`,
            index === 0 && starts[blanks],
            today && 'outline-2 outline-offset-1 outline-emerald',
          )}
        >
          {text}
        </span>
      ))}
    </div>
  );
}
