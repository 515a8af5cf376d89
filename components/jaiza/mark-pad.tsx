'use client';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { useRefused } from '@/components/forms/form-context';
import { buttonClass } from '@/components/ui/button-class';
import type { MarkKind } from '@/lib/jaiza/rules';

interface Words {
  kind: MarkKind;
  label: string;
  more: string;
  less: string;
  sign: string;
}

interface Props {
  counts: Record<MarkKind, number>;
  words: Words[];
  saving: string;
  saved: string;
  /** The button that goes to the next question; it sends the counts as they stand. */
  children: ReactNode;
}

const MOST = 99;
/** Taps in quick succession go as one. */
const QUIET_MS = 500;

/** Large buttons that count; each pause sends what stands there. Without script the figures are typed and sent along. */
export function MarkPad({ counts: first, words, saving, saved, children }: Props) {
  const [counts, setCounts] = useState(first);
  const [touched, setTouched] = useState(false);
  const [waits, setWaits] = useState(false);
  const [alive, setAlive] = useState(false);
  const pad = useRef<HTMLDivElement>(null);
  const { pending } = useFormStatus();
  const refused = useRefused();
  useEffect(() => setAlive(true), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the counts is what is waited for
  useEffect(() => {
    if (!waits) return;
    const send = () => {
      setWaits(false);
      pad.current?.closest('form')?.requestSubmit();
    };
    // Whoever goes to another question at once takes the last tap along.
    const leaving = ({ target }: Event) => !pad.current?.contains(target as Node) && send();
    const quiet = setTimeout(send, QUIET_MS);
    document.addEventListener('click', leaving, true);
    return () => {
      clearTimeout(quiet);
      document.removeEventListener('click', leaving, true);
    };
  }, [counts, waits]);
  const change = (kind: MarkKind, by: number) => {
    setTouched(true);
    setWaits(true);
    setCounts((now) => ({ ...now, [kind]: Math.min(MOST, Math.max(0, now[kind] + by)) }));
  };
  return (
    <div ref={pad} className="grid gap-4">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {words.map(({ kind, label, more, less, sign }) => (
          <div key={kind} className="grid gap-1.5">
            {alive ? (
              <>
                <button
                  type="button"
                  aria-label={more}
                  onClick={() => change(kind, 1)}
                  className={buttonClass({
                    variant: 'secondary',
                    size: 'thumb',
                    className: 'min-h-20 flex-col gap-1 px-2',
                  })}
                >
                  <span className="text-small leading-snug">
                    <span aria-hidden>{sign} </span>
                    {label}
                  </span>
                  <output className="text-heading leading-none tabular">{counts[kind]}</output>
                </button>
                <button
                  type="button"
                  aria-label={less}
                  disabled={counts[kind] === 0}
                  onClick={() => change(kind, -1)}
                  className={buttonClass({ variant: 'ghost' })}
                >
                  <span dir="ltr">−1</span>
                </button>
                <input type="hidden" name={kind} value={counts[kind]} />
              </>
            ) : (
              <label className="grid gap-1 text-small">
                {label}
                <input
                  type="number"
                  name={kind}
                  min={0}
                  max={MOST}
                  inputMode="numeric"
                  defaultValue={counts[kind]}
                  className="control"
                />
              </label>
            )}
          </div>
        ))}
      </div>
      <p role="status" className="min-h-5 text-caption text-ink-2">
        {touched && (waits || pending ? saving : !refused && saved)}
      </p>
      {children}
    </div>
  );
}
