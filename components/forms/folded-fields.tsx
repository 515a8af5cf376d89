'use client';
import type { ReactNode } from 'react';
import { useAnswered } from './form-context';

interface Props {
  /** Those inside. */
  names: readonly string[];
  label: ReactNode;
  /** Something of it is kept already. */
  open?: boolean;
  children: ReactNode;
}

/** Fields folded away until wanted. After a refusal, which without script draws the page anew, what was answered in
 *  them or is wrong stays in sight. */
export function FoldedFields({ names, label, open = false, children }: Props) {
  const answered = useAnswered(names);
  return (
    <details open={open || answered}>
      <summary className="tap-area inline-block text-small text-emerald underline underline-offset-4">
        {label}
      </summary>
      {children}
    </details>
  );
}
