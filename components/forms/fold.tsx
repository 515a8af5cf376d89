'use client';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useRefused } from './form-context';

interface Props {
  label: ReactNode;
  /** What is said instead of the label, where the same words stand many times on a page. */
  name?: string | undefined;
  /** Of the line that folds. */
  line?: string | undefined;
  open?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** The fold of a {@link FoldedForm}: open while what it holds was refused. */
export function Fold({ label, name, line, open = false, className, children }: Props) {
  const refused = useRefused();
  return (
    <details open={open || refused}>
      <summary aria-label={name} className={line}>
        {label}
      </summary>
      <div className={clsx('grid gap-5', className)}>{children}</div>
    </details>
  );
}
