'use client';
import { buttonClass } from '@/components/ui/button-class';
import { localeOfTag } from '@/lib/core/i18n/locale';
import ar from '@/lib/core/i18n/messages/ar/fault.json';
import en from '@/lib/core/i18n/messages/en/fault.json';
import ur from '@/lib/core/i18n/messages/ur/fault.json';

const words = { en, ur, ar };

export interface FaultProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A fault inside a portal's frame: the way to the other pages stays. Brings four sentences, not the message library. */
export function PortalFault({ error, reset, className }: FaultProps & { className: string }) {
  const locale = localeOfTag(typeof document === 'undefined' ? '' : document.documentElement.lang);
  const { title, body, number, again } = words[locale];
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
