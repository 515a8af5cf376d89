'use client';
import { BlankPage } from '@/components/layout/blank-page';
import { useFaultWords } from '@/components/layout/fault-words';
import { buttonClass } from '@/components/ui/button-class';

/** A fault outside the portals' frames. */
export default function Fault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { title, body, number, again } = useFaultWords();
  return (
    <BlankPage title={title} body={body}>
      <button type="button" onClick={reset} className={buttonClass({ variant: 'primary' })}>
        {again}
      </button>
      {error.digest && (
        <p className="self-center text-small text-ink-3">
          {number} <bdi dir="ltr">{error.digest}</bdi>
        </p>
      )}
    </BlankPage>
  );
}
