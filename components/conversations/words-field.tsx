'use client';
import { useEffect, useRef, useState } from 'react';
import { Field } from '@/components/forms/field';
import { useAnswer, useField } from '@/components/forms/form-context';

// What is typed and not sent yet, by the place it is for: it outlives a fault of the page, not the tab.
const drafts = new Map<string, string>();

interface Props {
  name: string;
  label: string;
  hint?: string;
  rows?: number;
  maxLength: number;
  /** Names the draft: the conversation, or `new`. */
  place: string;
}

/** A field for many words that keeps what was typed until the server has it. */
export function WordsField({ name, label, hint, rows = 3, maxLength, place }: Props) {
  const { typed } = useField(name);
  const answer = useAnswer();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (answer) drafts.delete(place);
  }, [answer, place]);
  useEffect(() => {
    const kept = drafts.get(place);
    if (kept && area.current && !area.current.value) area.current.value = kept;
  }, [place]);
  return (
    <Field name={name} label={label} hint={hint} required>
      {(control) => (
        <textarea
          ref={area}
          {...control}
          rows={rows}
          maxLength={maxLength}
          dir="auto"
          defaultValue={typed}
          onInput={(event) => drafts.set(place, event.currentTarget.value)}
          className="control py-2.5"
        />
      )}
    </Field>
  );
}

/** The id of what is sent, kept until it has arrived: sent twice, it is there once. */
export function OnceId({ name, fresh }: { name: string; fresh: string }) {
  const answer = useAnswer();
  const [held, hold] = useState(fresh);
  const next = useRef(fresh);
  next.current = fresh;
  useEffect(() => {
    if (answer) hold(next.current);
  }, [answer]);
  return <input type="hidden" name={name} value={held} readOnly />;
}
