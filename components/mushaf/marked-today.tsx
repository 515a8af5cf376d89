'use client';
import { useActionState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import type { FormAction } from '@/lib/core/form-state';
import css from './mushaf.module.css';
import type { TodayMark } from './use-marks';
import { type BoardWords, fill } from './words';

interface Props {
  marks: readonly TodayMark[];
  words: BoardWords;
  nameOf: (code: string) => string;
  clear: FormAction;
  onClear: (id: string) => void;
  /** Fields that go with each form. */
  hidden: Readonly<Record<string, string>>;
}

/** What was marked on this page today, each with its way back. */
export function MarkedToday({ marks, words, nameOf, clear, onClear, hidden }: Props) {
  const [, submit] = useActionState(clear, null);
  return (
    <section className="rounded-card border border-line bg-sheet shadow-raised">
      <h2 className="border-b border-line px-4 py-3">{words.say.markedToday}</h2>
      {marks.length === 0 && <p className="px-4 py-3 text-small text-ink-2">{words.say.noneToday}</p>}
      <ul>
        {marks.map(({ id, code, kind }) => {
          const place = nameOf(code);
          return (
            <li
              key={id}
              className="flex min-h-tap items-center gap-3 border-line ps-4 pe-2 text-small not-last:border-b"
            >
              <span className={css.sign} data-kind={kind} />
              <span className="min-w-0 flex-1">
                <b className="font-semibold">{words.kinds[kind]}</b> · {place}
              </span>
              <form
                action={submit}
                onSubmit={(event) => {
                  event.preventDefault();
                  onClear(id);
                }}
              >
                {Object.entries({ ...hidden, id }).map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
                <button
                  type="submit"
                  aria-label={fill(words.say.clearOne, { kind: words.kinds[kind], place })}
                  className={buttonClass({ variant: 'ghost' })}
                >
                  {words.say.clear}
                </button>
              </form>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
