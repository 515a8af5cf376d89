'use client';
import { type FormEvent, useId, useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Pencil } from '@/components/ui/icons';
import type { FormState } from '@/lib/core/form-state';
import { readRange } from '@/lib/lessons/actions';
import type { Plan } from '@/lib/lessons/sweep/rules';
import type { Words } from './words';

interface Props {
  words: Words;
  studentId: string;
  plan: Plan;
  onChange: (to: Pick<Plan, 'portions' | 'label' | 'detail' | 'enteredAs'>) => void;
}

type Read = { problem: string } | Pick<Plan, 'portions' | 'label' | 'detail'>;

async function ask(studentId: string, typed: string): Promise<Read | undefined> {
  const form = new FormData();
  form.set('studentId', studentId);
  form.set('typed', typed);
  const answer: FormState = await readRange(null, form);
  return answer?.ok ? (answer.data as Read) : undefined;
}

/** What is recited, in figures and words; changed by typing it the way registers write it. */
export function RangeChange({ words, studentId, plan, onChange }: Props) {
  const id = useId();
  const [changing, setChanging] = useState(plan.portions.length === 0);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('typed') ?? '').trim();
    if (!typed) return;
    setBusy(true);
    const read = await ask(studentId, typed).catch(() => undefined);
    setBusy(false);
    if (!read) return setProblem(words.say.rangeAway);
    if ('problem' in read) return setProblem(read.problem);
    setProblem(undefined);
    setChanging(false);
    onChange({ ...read, enteredAs: typed });
  }

  if (!changing) {
    return (
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0">
          <b className="block font-semibold tabular">
            <bdi dir={/^\d|^[٠-٩۰-۹]/.test(plan.label) ? 'ltr' : 'auto'}>{plan.label}</bdi>
          </b>
          <span className="text-caption text-ink-2">{plan.detail}</span>
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
  return (
    <form onSubmit={submit} noValidate className="grid gap-2">
      <label htmlFor={id} className="text-small font-semibold">
        {words.say.typed}
      </label>
      <input
        id={id}
        name="typed"
        dir="auto"
        defaultValue={plan.enteredAs ?? plan.label}
        maxLength={80}
        autoComplete="off"
        aria-invalid={Boolean(problem)}
        aria-describedby={problem && `${id}-problem`}
        className="control"
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-caption text-clay">
          {problem}
        </p>
      )}
      <div className="grid grid-cols-2 gap-2">
        <button type="submit" aria-busy={busy || undefined} className={buttonClass({ variant: 'secondary' })}>
          {words.say.take}
        </button>
        {plan.portions.length > 0 && (
          <button
            type="button"
            onClick={() => setChanging(false)}
            className={buttonClass({ variant: 'ghost' })}
          >
            {words.say.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
