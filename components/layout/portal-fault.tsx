'use client';
import { buttonClass } from '@/components/ui/button-class';
import { useFaultWords } from './fault-words';

export interface FaultProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A fault inside a portal's frame: the way to the other pages stays. */
export function PortalFault({ error, reset, className }: FaultProps & { className: string }) {
  const { title, body, number, again } = useFaultWords();
  return (
    <div className={`grid justify-items-start gap-5 ${className}`} role="alert">
      <h1>{title}</h1>
      <hr className="rule-double w-full" />
      <p className="text-ink-2">{body}</p>
      <button type="button" onClick={reset} className={buttonClass({ variant: 'primary' })}>
        {again}
      </button>
      {error.digest && (
        <p className="text-small text-ink-3">
          {number} <bdi dir="ltr">{error.digest}</bdi>
        </p>
      )}
    </div>
  );
}
