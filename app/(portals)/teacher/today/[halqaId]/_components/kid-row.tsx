'use client';
import { clsx } from 'clsx';
import {
  CalendarOff,
  Check,
  ChevronUp,
  CloudUpload,
  Hand,
  PenLine,
  Repeat,
  UserCheck,
  UserX,
} from '@/components/ui/icons';
import type { Grading } from '@/lib/lessons/grading/rules';
import { countMistakes, type Kid, type KidState, stateOf } from '@/lib/lessons/sweep/rules';
import { KidPanel } from './kid-panel';
import { MarkChoice } from './mark-choice';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

interface Props {
  words: Words;
  format: (figure: number) => string;
  sweep: SweepState;
  grading: Grading;
  kid: Kid;
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
export function KidRow({ words, format, sweep, grading, kid, open, marking, onOpen, onMark, onTick }: Props) {
  const state = stateOf(kid);
  const mistakes = kid.plans.reduce((sum, { heard }) => sum + (heard ? countMistakes(heard.mistakes) : 0), 0);
  const recites = state !== 'away' && kid.plans.length > 0;
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
            <span className="grid grid-cols-[1fr_1.05fr_0.75fr] gap-1.5 text-caption text-ink-2">
              {state === 'none' && <span className="col-span-full">{words.say.nothingDue}</span>}
              {state !== 'none' &&
                kid.plans.slice(0, 3).map(({ kind, label: figures, heard }) => (
                  <span key={kind} className="whitespace-nowrap tabular">
                    <span className="sr-only">{words.kinds[kind]} </span>
                    {kind === 'SABAQ' && kid.hold && !heard && (
                      <span role="img" aria-label={words.hold.held} className="me-1 text-gold-ink">
                        <Hand aria-hidden size={16} strokeWidth={1.75} className="inline align-text-bottom" />
                      </span>
                    )}
                    {figures ? (
                      <bdi dir={/^\d|^[٠-٩۰-۹]/.test(figures) ? 'ltr' : 'auto'}>{figures}</bdi>
                    ) : (
                      '–'
                    )}
                  </span>
                ))}
            </span>
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

/** The mark as a shape, a word, then a colour. */
function MarkBadge({ kid: { mark }, words }: { kid: Kid; words: Words }) {
  const badge =
    'inline-flex items-center gap-1.5 rounded-mark px-2.5 py-0.5 text-caption font-medium whitespace-nowrap';
  if (!mark)
    return (
      <span className={`${badge} border border-dashed border-edge text-ink-2`}>{words.mark.notMarked}</span>
    );
  const status = words.statuses[mark.status];
  const text = mark.reason ? say(words.mark.because, { status, reason: words.reasons[mark.reason] }) : status;
  const looks = {
    PRESENT: ['bg-emerald-soft text-emerald', UserCheck],
    LATE: ['bg-gold-soft text-gold-ink', UserCheck],
    ABSENT: ['bg-clay-soft text-clay', UserX],
    LEAVE: ['bg-slate-soft text-slate', CalendarOff],
  } as const;
  const [look, Icon] = looks[mark.status];
  return (
    <span className={`${badge} ${look}`}>
      <Icon aria-hidden size={16} strokeWidth={2} />
      {text}
    </span>
  );
}
