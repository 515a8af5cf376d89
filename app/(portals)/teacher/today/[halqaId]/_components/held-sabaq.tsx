'use client';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Hand } from '@/components/ui/icons';
import type { FormState } from '@/lib/core/form-state';
import type { Kid } from '@/lib/lessons/sweep/rules';
import { releaseInSweep } from '@/lib/revision/actions';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

async function release(studentId: string): Promise<boolean> {
  const form = new FormData();
  form.set('studentId', studentId);
  const answer: FormState = await releaseInSweep(null, form);
  return answer?.ok ?? false;
}

/** Why new sabaq is held back, and its release where the ustadh may give it. */
export function HeldSabaq({ words, sweep, kid }: { words: Words; sweep: SweepState; kid: Kid }) {
  const [busy, setBusy] = useState(false);
  const [away, setAway] = useState(false);
  if (!kid.hold) return null;

  async function letGo() {
    setBusy(true);
    const done = await release(kid.id).catch(() => false);
    setBusy(false);
    setAway(!done);
    if (!done) return;
    const plans = kid.plans.map((plan) => (plan.kind === 'SABAQ' ? { ...plan, skipped: false } : plan));
    sweep.show([{ ...kid, plans, hold: undefined }]);
  }

  return (
    <div className="grid gap-2 rounded-control border border-line border-s-4 border-s-gold-ink bg-gold-soft px-3 py-2.5">
      <p className="flex items-start gap-2 text-small text-ink">
        <Hand aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 flex-none text-gold-ink" />
        {kid.hold.text}
      </p>
      {kid.hold.release && (
        <button
          type="button"
          aria-busy={busy || undefined}
          aria-label={say(words.hold.releaseOf, { name: kid.name })}
          onClick={letGo}
          className={buttonClass({ className: 'justify-self-start' })}
        >
          {words.hold.release}
        </button>
      )}
      {away && (
        <p role="alert" className="text-caption text-clay">
          {words.hold.away}
        </p>
      )}
    </div>
  );
}
