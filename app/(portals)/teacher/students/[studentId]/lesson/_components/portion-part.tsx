'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { FieldErrors } from '@/components/forms/field';
import { useAnswer, useField } from '@/components/forms/form-context';
import { PortionField, type PortionWords } from '@/components/lessons/portion-field';
import { type Asked, useReading } from '@/components/lessons/use-reading';
import { buttonClass } from '@/components/ui/button-class';
import type { FormAnswer, Reading } from '@/lib/lessons/entry/schema';

interface Props {
  asked: Asked;
  words: PortionWords & { rangeAway: string; insistSave: string; present: string };
  /** What stands in the field at first, read on the server. */
  first: { typed: string; reading?: Reading };
  /** What is due, to be taken with one tap. */
  due?: { typed: string; label: string };
  /** Where one goes who records nothing. */
  back: string;
}

/** Portions, read back as they are typed; without script each button sends the form and the server reads. */
export function PortionPart({ asked, words, first, due, back }: Props) {
  const router = useRouter();
  const answer = useAnswer() as FormAnswer | undefined;
  const told = answer?.done === 'asked' ? answer : undefined;
  const kept = useField('typed').typed;
  const [typed, setTyped] = useState(told?.typed ?? kept ?? first.typed);
  const [present, setPresent] = useState(told?.present ?? false);
  const live = useReading(asked, typed, told?.reading ?? first.reading);
  const reading = live.reading ?? (told && told.typed === typed ? told.reading : undefined);
  useEffect(() => {
    if (told) setTyped(told.typed);
    if (told?.present) setPresent(true);
  }, [told]);
  const customs = (reading?.customs ?? []).filter(({ code }) => !(code === 'absentDay' && present));

  return (
    <div className="grid gap-2">
      {/* What Enter presses: the first button of the form. It reads back and saves nothing. */}
      <button
        type="submit"
        name="intent"
        value="read"
        formNoValidate
        tabIndex={-1}
        aria-hidden
        className="sr-only"
      />
      <PortionField
        intents
        words={words}
        typed={typed}
        onTyped={setTyped}
        reading={reading}
        customs={customs}
        onRepair={(offer) => (offer.do === 'present' ? setPresent(true) : router.push(back))}
        problem={live.away ? words.rangeAway : undefined}
      >
        {customs.map(({ code }) => (
          <input key={code} type="hidden" name="insisted" value={code} />
        ))}
        <button type="submit" name="intent" value="insist" className={buttonClass({})}>
          {words.insistSave}
        </button>
      </PortionField>
      <FieldErrors name="typed" id="typed-fault" />
      {present && (
        <p className="text-small text-emerald">
          <input type="hidden" name="present" value="on" />
          {words.present}
        </p>
      )}
      {due && due.typed !== typed && (
        <button
          type="button"
          onClick={() => setTyped(due.typed)}
          className={buttonClass({ variant: 'ghost', className: 'justify-self-start' })}
        >
          {due.label}
        </button>
      )}
    </div>
  );
}
