'use client';
import { type MouseEvent, type ReactNode, useId, useRef } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { ArrowUp, CircleAlert, Plus, X } from '@/components/ui/icons';
import type { Reading, RepairOffer } from '@/lib/lessons/entry/schema';
import { dropPortion, moveEarlier, putPortion, roomForMore } from '@/lib/lessons/typing/rules';

export interface PortionWords {
  readonly typed: string;
  readonly understood: string;
  readonly more1: string;
  /** With `{portion}` still open. */
  readonly earlierPortion: string;
  readonly dropPortion: string;
}

interface Props {
  words: PortionWords;
  typed: string;
  onTyped: (typed: string) => void;
  reading: Reading | undefined;
  /** The likely repair of something that is no portion: not today, present after all. */
  onRepair: (offer: RepairOffer) => void;
  /** A sentence under the field: no network, nothing typed. */
  problem?: string | undefined;
  /** Customs that are no matter here. */
  customs?: Reading['customs'];
  /** The form is sent to a server that knows what each button means: they work without script. */
  intents?: boolean;
  /** Under the customs: to insist. */
  children?: ReactNode;
}

/** Portions as a register writes them, read back below as they were understood; each can be moved, removed, repaired.
 */
export function PortionField(props: Props) {
  const { words, typed, onTyped, reading, onRepair, problem, intents = false } = props;
  const { customs = reading?.customs ?? [] } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const parts = reading?.parts ?? [];
  const faulty = Boolean(problem) || parts.some((part) => part.problem);

  function button(intent: string, act: () => void) {
    return {
      // In the sweep they submit nothing: Enter takes the lesson, it never moves or removes a portion.
      ...(intents
        ? { type: 'submit' as const, name: 'intent', value: intent, formNoValidate: true }
        : { type: 'button' as const }),
      onClick(event: MouseEvent) {
        event.preventDefault();
        act();
      },
    };
  }
  const apply = (offer: RepairOffer, put: (typed: string) => string) =>
    offer.do === 'typed' ? onTyped(put(offer.typed)) : onRepair(offer);
  const small = 'grid size-tap flex-none place-items-center rounded-control text-ink-2 hover:bg-sunk';

  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="text-small font-semibold">
        {words.typed}
      </label>
      <input
        ref={field}
        id={id}
        name="typed"
        dir="auto"
        value={typed}
        onChange={(event) => onTyped(event.target.value)}
        maxLength={200}
        autoComplete="off"
        aria-invalid={faulty || undefined}
        aria-describedby={`${id}r`}
        className="control"
      />
      <div id={`${id}r`} aria-live="polite" className="grid gap-2">
        {problem && <Fault>{problem}</Fault>}
        {parts.length > 0 && (
          <ol aria-label={words.understood} className="grid divide-y divide-line border-y border-line">
            {parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: portions may be alike, their place is what tells them apart
              <li key={at} className="flex items-center gap-1 py-0.5">
                <div className="grid min-w-0 flex-1 gap-1 py-1 text-small">
                  {part.text ? (
                    <span>{part.text}</span>
                  ) : (
                    <>
                      <bdi className="text-ink-2">{part.typed}</bdi>
                      <Fault>{part.problem}</Fault>
                    </>
                  )}
                  {part.repair && (
                    <button
                      {...button(`fix:${at}`, () =>
                        apply(part.repair!, (portion) => putPortion(typed, at, portion)),
                      )}
                      className={buttonClass({ className: 'justify-self-start' })}
                    >
                      {part.repair.label}
                    </button>
                  )}
                </div>
                {at > 0 && (
                  <button
                    {...button(`up:${at}`, () => onTyped(moveEarlier(typed, at)))}
                    aria-label={words.earlierPortion.replace('{portion}', part.text ?? part.typed)}
                    className={small}
                  >
                    <ArrowUp aria-hidden size={20} strokeWidth={1.75} />
                  </button>
                )}
                {parts.length > 1 && (
                  <button
                    {...button(`drop:${at}`, () => onTyped(dropPortion(typed, at)))}
                    aria-label={words.dropPortion.replace('{portion}', part.text ?? part.typed)}
                    className={small}
                  >
                    <X aria-hidden size={20} strokeWidth={1.75} />
                  </button>
                )}
              </li>
            ))}
          </ol>
        )}
        {customs.length > 0 && (
          <div className="grid gap-2 rounded-control bg-gold-soft px-3 py-2.5 text-small">
            {customs.map(({ code, sentence, repair }) => (
              <div key={code} className="flex flex-wrap items-center justify-between gap-2">
                <p className="min-w-48 flex-1">{sentence}</p>
                <button
                  {...button(`custom:${code}`, () => apply(repair, (portions) => portions))}
                  className={buttonClass({})}
                >
                  {repair.label}
                </button>
              </div>
            ))}
            {props.children}
          </div>
        )}
      </div>
      {parts.length > 0 && !faulty && (
        <button
          {...button('more', () => {
            onTyped(roomForMore(typed));
            field.current?.focus();
          })}
          className={buttonClass({ variant: 'ghost', className: 'justify-self-start' })}
        >
          <Plus aria-hidden size={20} strokeWidth={1.75} />
          {words.more1}
        </button>
      )}
    </div>
  );
}

function Fault({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-small text-clay">
      <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="mt-0.5 flex-none" />
      <span>{children}</span>
    </p>
  );
}
