'use client';
import { type ReactNode, useRef, useState, useSyncExternalStore, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import type { FormAction } from '@/lib/core/form-state';

export interface PasskeyWords {
  busy: string;
  cancelled: string;
  unsupported: string;
}

interface Props {
  kind: 'make' | 'prove';
  /** Answers the options with a challenge in them. */
  begin: FormAction;
  label: string;
  words: PasskeyWords;
  variant?: 'primary' | 'secondary';
  icon?: ReactNode;
}

const never = () => () => {};
/** False until script runs: a button that could do nothing is not shown. */
const useScript = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Asks the device for a passkey and sends its answer with the form around this button. Needs script: without it the
 *  other ways stand beside it. */
export function PasskeyButton({ kind, begin, label, words, variant = 'secondary', icon }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [busy, start] = useTransition();
  const script = useScript();

  const ask = () =>
    start(async () => {
      setSaid('');
      const { browserSupportsWebAuthn, startAuthentication, startRegistration } = await import(
        '@simplewebauthn/browser'
      );
      if (!browserSupportsWebAuthn()) return setSaid(words.unsupported);
      const begun = await begin(null, new FormData());
      if (!begun?.ok) return setSaid(words.cancelled);
      const optionsJSON = begun.data as never;
      try {
        const answer =
          kind === 'make'
            ? await startRegistration({ optionsJSON })
            : await startAuthentication({ optionsJSON });
        if (field.current) field.current.value = JSON.stringify(answer);
        field.current?.form?.requestSubmit();
      } catch {
        setSaid(words.cancelled);
      }
    });

  return (
    <div className="grid gap-2">
      <input ref={field} type="hidden" name="answer" />
      <Button
        variant={variant}
        size="lg"
        block
        onClick={ask}
        aria-busy={busy || undefined}
        hidden={!script}
        className="[&[hidden]]:hidden"
      >
        {icon}
        {busy ? words.busy : label}
      </Button>
      <p role="status" className="text-small text-ink-2 empty:hidden">
        {said}
      </p>
    </div>
  );
}
