'use client';
import { clsx } from 'clsx';
import { Check, ChevronUp, CloudUpload, PenLine, Repeat } from '@/components/ui/icons';
import type { Grading } from '@/lib/lessons/grading/rules';
import type { LessonKind } from '@/lib/lessons/rules';
import { asideOf, countMistakes, type Kid, type KidState, stateOf } from '@/lib/lessons/sweep/rules';
import { Due } from './due';
import { KidPanel } from './kid-panel';
import { MarkBadge } from './mark-badge';
import { MarkChoice } from './mark-choice';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

interface Props {
  words: Words;
  format: (figure: number) => string;
  sweep: SweepState;
  grading: Grading;
  kid: Kid;
  /** The kinds that the register has a column for, in its order. */
  columns: readonly LessonKind[];
  open: boolean;
  marking: boolean;
  onOpen: (on: boolean) => void;
  onMark: () => void;
  onTick: () => void;
}

const ticks: Partial<Record<KidState, string>> = {
  clean: 'rounded-round border-emerald bg-emerald text-on-emerald',
  some: 'rounded-round border-gold-ink bg-gold-soft text-gold-ink',
  repeat: 'rounded-card border-clay bg-clay-soft text-clay',
  part: 'rounded-round border-dashed border-emerald bg-sheet text-emerald',
};

/** One child: what is due in three columns, and the round tick that hears it all clean. The rest opens by the row. */
export function KidRow({
  words,
  format,
  sweep,
  grading,
  kid,
  columns,
  open,
  marking,
  onOpen,
  onMark,
  onTick,
}: Props) {
  const state = stateOf(kid);
  const mistakes = kid.plans.reduce((sum, { heard }) => sum + (heard ? countMistakes(heard.mistakes) : 0), 0);
  const recites = state !== 'away' && kid.plans.length > 0;
  const elsewhere = kid.plans.some((plan) => asideOf(plan)?.heard);
  const done = state !== 'unheard' && state !== 'none' && state !== 'part';
  const name = (
    <span className="flex min-w-0 items-center gap-1.5 leading-snug font-semibold">
      <bdi lang={kid.lang} className={clsx('truncate', kid.lang === 'ur' && 'nastaliq overflow-visible!')}>
        {kid.name}
      </bdi>
      {sweep.outbox.state.about.has(kid.id) && (
        <span role="img" aria-label={words.say.waiting} className="flex-none text-gold-ink">
          <CloudUpload aria-hidden size={16} strokeWidth={1.75} />
        </span>
      )}
    </span>
  );
  const label = {
    clean: words.say.clean,
    unheard: words.say.clean,
    none: words.say.clean,
    away: words.say.clean,
    part: words.say.part,
    some: words.say.withMistakes,
    repeat: words.say.again,
  }[state];
  return (
    <li
      className={clsx(
        'border-b border-line last:border-b-0',
        open &&
          'bg-emerald-soft/55 shadow-[inset_4px_0_0_var(--color-emerald)] rtl:shadow-[inset_-4px_0_0_var(--color-emerald)]',
        !recites && 'bg-sunk/40',
      )}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center">
        {recites ? (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => onOpen(!open)}
            className={clsx(
              'grid min-h-17 content-center gap-0.5 py-2 ps-3 text-start -outline-offset-3',
              done && !open && 'text-ink-3',
            )}
          >
            {name}
            {state === 'none' && !elsewhere ? (
              <span className="text-caption text-ink-2">{words.say.nothingDue}</span>
            ) : (
              <Due kid={kid} columns={columns} words={words} />
            )}
          </button>
        ) : (
          <span className="grid min-h-14 content-center py-1.5 ps-3 text-ink-2">
            {name}
            {state === 'none' && <span className="text-caption text-ink-3">{words.say.noLessons}</span>}
          </span>
        )}
        {recites ? (
          <button
            type="button"
            aria-pressed={open ? undefined : state === 'clean'}
            aria-label={say(open ? words.say.close : label, { name: kid.name, count: format(mistakes) })}
            disabled={state === 'none' && !open}
            onClick={() => (open ? onOpen(false) : done ? onOpen(true) : onTick())}
            className={clsx(
              'forced-border mx-2 grid size-tap-thumb grid-flow-col place-content-center items-center gap-0.5 border-2 leading-none',
              open
                ? 'rounded-round border-emerald bg-sheet text-emerald'
                : (ticks[state] ?? 'rounded-round border-edge bg-sheet text-edge'),
            )}
          >
            <TickSign state={open ? 'open' : state} figure={mistakes > 0 ? format(mistakes) : ''} />
          </button>
        ) : (
          <button
            type="button"
            aria-expanded={marking}
            aria-label={say(words.mark.marking, { name: kid.name })}
            onClick={onMark}
            className="me-2 min-h-tap"
          >
            <MarkBadge kid={kid} words={words} />
          </button>
        )}
      </div>
      {kid.missed && state !== 'away' && <p className="px-3 pb-2 text-caption text-gold-ink">{kid.missed}</p>}
      {recites && kid.mark && kid.mark.status !== 'PRESENT' && !marking && (
        <div className="px-3 pb-2">
          <MarkBadge kid={kid} words={words} />
        </div>
      )}
      {marking && <MarkChoice words={words} sweep={sweep} kid={kid} />}
      {open && (
        <KidPanel
          words={words}
          format={format}
          sweep={sweep}
          grading={grading}
          kid={kid}
          onDone={() => onOpen(false)}
        />
      )}
    </li>
  );
}

function TickSign({ state, figure }: { state: KidState | 'open'; figure: string }) {
  const look = { 'aria-hidden': true, size: 22, strokeWidth: 2 } as const;
  if (state === 'open') return <ChevronUp {...look} />;
  if (state === 'repeat') return <Repeat {...look} />;
  if (state !== 'some') return <Check {...look} />;
  return (
    <>
      {figure && <b className="tabular">{figure}</b>}
      <PenLine {...look} size={18} />
    </>
  );
}
