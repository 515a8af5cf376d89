'use client';
import { BlankPage } from '@/components/layout/blank-page';
import { buttonClass } from '@/components/ui/button-class';
import { localeOfTag } from '@/lib/core/i18n/locale';
import ar from '@/lib/core/i18n/messages/ar/fault.json';
import en from '@/lib/core/i18n/messages/en/fault.json';
import ur from '@/lib/core/i18n/messages/ur/fault.json';

const words = { en, ur, ar };

/** The boundary stands in every page's bundle: it brings four sentences, not the message library. */
export default function Fault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const locale = localeOfTag(typeof document === 'undefined' ? '' : document.documentElement.lang);
  const { title, body, number, again } = words[locale];
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
