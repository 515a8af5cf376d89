'use client';
import { type FormEvent, useState } from 'react';
import { PortionField } from '@/components/lessons/portion-field';
import { useReading } from '@/components/lessons/use-reading';
import { buttonClass } from '@/components/ui/button-class';
import { Pencil } from '@/components/ui/icons';
import { isolate } from '@/lib/core/i18n/isolate';
import type { RepairOffer } from '@/lib/lessons/entry/schema';
import type { Plan, SessionKey } from '@/lib/lessons/sweep/rules';
import { say, type Words } from './words';

interface Props {
  words: Words;
  studentId: string;
  session: SessionKey;
  plan: Plan;
  onChange: (to: Pick<Plan, 'portions' | 'label' | 'detail' | 'typed' | 'enteredAs' | 'insisted'>) => void;
  onSkip: () => void;
}

/** What is recited, in figures and words; changed by typing it the way registers write it. */
export function RangeChange(props: Props) {
  const { words, plan } = props;
  const [changing, setChanging] = useState(plan.portions.length === 0);
  if (changing) return <RangeForm {...props} onClose={() => setChanging(false)} />;
  const insisted = plan.insisted?.map((custom) => words.customMarks[custom]).join(' · ');
  return (
    <div className="flex items-center justify-between gap-3">
      <p className="min-w-0">
        <b className="block font-semibold tabular">
          <bdi dir={/^\d|^[٠-٩۰-۹]/.test(plan.label) ? 'ltr' : 'auto'}>{plan.label}</bdi>
        </b>
        <span className="text-caption text-ink-2">{plan.detail}</span>
        {insisted && (
          <span className="block text-caption text-gold-ink">
            {say(words.say.insisted, { customs: insisted })}
          </span>
        )}
      </p>
      <button
        type="button"
        aria-label={words.say.change1}
        onClick={() => setChanging(true)}
        className={buttonClass({ className: 'flex-none px-3.5' })}
      >
        <Pencil aria-hidden size={20} strokeWidth={1.75} />
        {words.say.change}
      </button>
    </div>
  );
}

function RangeForm({
  words,
  studentId,
  session,
  plan,
  onChange,
  onSkip,
  onClose,
}: Props & { onClose: () => void }) {
  const [typed, setTyped] = useState(plan.typed ?? '');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { reading, fresh, away, read } = useReading(
    { studentId, date: session.date, session: session.session, kind: plan.kind },
    typed,
  );
  // Whoever recites is here: hearing marks an absent child present by itself.
  const customs = (reading?.customs ?? []).filter(({ code }) => code !== 'absentDay');
  // What is odd was in sight before it is insisted on.
  const insisting = fresh && customs.length > 0;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const found = await read();
    setBusy(false);
    if (!found) return setProblem(words.say.rangeAway);
    setProblem(undefined);
    const odd = found.customs.filter(({ code }) => code !== 'absentDay');
    if (!found.lesson || (odd.length > 0 && !insisting)) return;
    const { portions, label, detail } = found.lesson;
    onChange({
      portions,
      label,
      detail,
      typed: typed.trim(),
      enteredAs: typed.trim(),
      insisted: odd.map(({ code }) => code),
    });
    onClose();
  }

  function repair(offer: RepairOffer) {
    if (offer.do !== 'skip') return;
    onSkip();
    onClose();
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-2">
      <PortionField
        words={words.say}
        typed={typed}
        onTyped={setTyped}
        reading={reading}
        customs={customs}
        onRepair={repair}
        problem={away ? words.say.rangeAway : problem}
      />
      {plan.due && (
        <button
          type="button"
          onClick={() => {
            onChange({ ...plan.due!, enteredAs: undefined, insisted: undefined });
            onClose();
          }}
          className={buttonClass({ variant: 'ghost', className: 'justify-self-start' })}
        >
          {say(words.say.due, { range: isolate(plan.due.label) })}
        </button>
      )}
      <div className="grid grid-cols-2 gap-2">
        <button
          type="submit"
          aria-busy={busy || undefined}
          disabled={!typed.trim()}
          className={buttonClass({ variant: 'secondary' })}
        >
          {insisting ? words.say.insist : words.say.take}
        </button>
        {plan.portions.length > 0 && (
          <button type="button" onClick={onClose} className={buttonClass({ variant: 'ghost' })}>
            {words.say.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
