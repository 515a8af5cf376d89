'use client';
import { useId, useRef, useState } from 'react';
import { useAnswer } from '@/components/forms/form-context';
import { buttonClass } from '@/components/ui/button-class';

interface Props {
  ready: string;
  label: string;
  copy: string;
  copied: string;
}

/** The link as the action answered it, this once. Selecting by hand works where copying is refused. */
export function InvitationLink({ ready, label, copy, copied }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [done, setDone] = useState(false);
  const { link } = useAnswer() as { link: string };

  async function onCopy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setDone(true);
    } catch {
      setDone(false);
    }
  }

  return (
    <div className="grid gap-3">
      <p>{ready}</p>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          ref={field}
          id={id}
          readOnly
          dir="ltr"
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          className="control min-w-0 flex-[1_1_14rem] font-sans"
        />
        <button type="button" onClick={onCopy} className={buttonClass({ variant: 'secondary' })}>
          {done ? copied : copy}
        </button>
      </div>
    </div>
  );
}
