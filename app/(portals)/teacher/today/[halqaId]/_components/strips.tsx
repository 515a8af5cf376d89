'use client';
import { useEffect, useRef } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { CircleAlert, CloudOff, History } from '@/components/ui/icons';
import { routes } from '@/lib/core/routes';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

interface Props {
  words: Words;
  format: (figure: number) => string;
  sweep: SweepState;
}

function clock(at: number, format: Props['format']): string {
  const when = new Date(at);
  const two = (figure: number) => format(Math.floor(figure / 10)) + format(figure % 10);
  return `${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** What stands above the register when something is not as usual: no network, signed out, gone elsewhere, refused, an earlier day. */
export function Strips({ words, format, sweep }: Props) {
  const { outbox, faults, reason, setReason, reasonAsked, late, owed } = sweep;
  const { awaySince, elsewhere, count } = outbox.state;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (reasonAsked) field.current?.focus();
  }, [reasonAsked]);
  const strip = 'mt-4 flex flex-wrap items-center gap-3 rounded-control px-3 py-2 text-caption';
  return (
    <div className="-mt-4 grid">
      <div role="status">
        {awaySince !== undefined && !elsewhere && (
          <div className={`${strip} bg-gold-soft`}>
            <CloudOff aria-hidden size={20} strokeWidth={1.75} className="flex-none text-gold-ink" />
            <p className="min-w-0 flex-1">
              <b className="font-semibold">{say(words.say.offline, { time: clock(awaySince, format) })}</b>{' '}
              {say(words.say.offlineNote, { count: format(count) })}
            </p>
            <button type="button" onClick={outbox.release} className={buttonClass({})}>
              {words.say.retry}
            </button>
          </div>
        )}
        {elsewhere && (
          <div className={`${strip} bg-gold-soft`}>
            <p className="min-w-0 flex-1">{words.say[elsewhere]}</p>
            {elsewhere === 'signedOut' && (
              <a href={routes.signIn} target="_blank" rel="noreferrer" className={buttonClass({})}>
                {words.say.signIn}
              </a>
            )}
            <button type="button" onClick={outbox.release} className={buttonClass({ variant: 'ghost' })}>
              {words.say.retry}
            </button>
          </div>
        )}
      </div>
      <div role="alert" className="grid">
        {faults.map((fault) => (
          <div key={fault.id} className={`${strip} bg-clay-soft`}>
            <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="flex-none text-clay" />
            <p className="min-w-0 flex-1">
              <b className="font-semibold">
                {fault.name ? say(words.say.refused, { name: fault.name }) : words.say.refusedAll}
              </b>{' '}
              {fault.odd &&
                say(words.say.faultCustoms, {
                  kind: words.kinds[fault.odd.kind],
                  customs: fault.odd.customs.map((custom) => words.customMarks[custom]).join(' · '),
                })}{' '}
              {words.faults[fault.message] ?? words.faults.unexpected}
            </p>
            {fault.odd && (
              <button type="button" onClick={() => sweep.insist(fault)} className={buttonClass({})}>
                {words.say.insistSave}
              </button>
            )}
            <button type="button" onClick={() => location.reload()} className={buttonClass({})}>
              {words.say.reload}
            </button>
          </div>
        ))}
      </div>
      {late && (
        <div className="mt-4 grid gap-1.5 rounded-control bg-slate-soft px-3 py-2.5">
          <label htmlFor="why" className="flex items-center gap-2 text-small font-semibold">
            <History aria-hidden size={20} strokeWidth={1.75} className="flex-none text-slate" />
            {words.say.earlier} {words.say.earlierWhy}
          </label>
          <input
            ref={field}
            id="why"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
            dir="auto"
            autoComplete="off"
            aria-describedby="why-note"
            aria-invalid={reasonAsked && !reason.trim()}
            className="control"
          />
          <p id="why-note" className="text-caption text-ink-2">
            {reasonAsked && !reason.trim() ? words.say.earlierFirst : words.say.earlierNote}
          </p>
          {owed.length > 0 && (
            <div role="alert" className="flex flex-wrap items-center gap-3 pt-1 text-small">
              <p className="min-w-0 flex-1">{say(words.say.owed, { count: format(owed.length) })}</p>
              <button
                type="button"
                onClick={sweep.settleOwed}
                className={buttonClass({ variant: 'primary' })}
              >
                {words.say.owedSave}
              </button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
