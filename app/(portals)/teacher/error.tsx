'use client';
import { buttonClass } from '@/components/ui/button-class';
import { localeOfTag } from '@/lib/core/i18n/locale';
import ar from '@/lib/core/i18n/messages/ar/fault.json';
import en from '@/lib/core/i18n/messages/en/fault.json';
import ur from '@/lib/core/i18n/messages/ur/fault.json';

const words = { en, ur, ar };

/** A fault on an ustadh's page: what was saved is saved, and the page can be asked again. */
export default function TeacherFault({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const locale = localeOfTag(typeof document === 'undefined' ? '' : document.documentElement.lang);
  const { title, body, number, again } = words[locale];
  return (
    <div className="grid justify-items-start gap-5 px-3.5 py-6" role="alert">
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
