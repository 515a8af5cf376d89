'use client';
import { clsx } from 'clsx';
import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { createTranslator } from 'next-intl';
import { type ReactNode, useActionState, useEffect, useMemo, useRef } from 'react';
import { notSent } from '@/components/layout/fault-words';
import { type FieldError, type FormAction, type FormState, typedValues } from '@/lib/core/form-state';
import type { Tag } from '@/lib/core/i18n/locale';
import { FormContext, type FormSurroundings } from './form-context';

export interface FormClientProps {
  action: FormAction;
  locale: Tag;
  optional: string;
  /** Icon of the refusal, drawn on the server. */
  refusalIcon: ReactNode;
  /** Said when the action succeeds and the page stays. */
  success?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** @param sentences those that came with the answer, raw */
function useSentences(locale: Tag, sentences: Record<string, unknown> = none) {
  return useMemo(() => {
    const t = createTranslator({
      locale,
      messages: sentences as Record<string, string>,
      // A sentence whose figures did not come along is replaced by the general one, never by a key.
      onError: () => {},
      getMessageFallback: () => String(sentences.invalid),
    });
    const say = (code: string, params: FieldError['params'] = {}): string =>
      t.has(code) ? t(code, params) : t('invalid');
    return say;
  }, [locale, sentences]);
}

const none: Record<string, unknown> = {};

function translated(
  state: FormState,
  say: (code: string, params?: FieldError['params']) => string,
): Record<string, string[]> {
  if (!state || state.ok) return {};
  return Object.fromEntries(
    Object.entries(state.fieldErrors ?? {}).map(([name, list]) => [
      name,
      list.map(({ code, params }) => say(code, params)),
    ]),
  );
}

/** The action, and an answer of our own where none came: a phone without network keeps its form and what was typed in
 *  it. The server draws the form with the action itself, which works without script. */
function answered(action: FormAction, locale: Tag): FormAction {
  if (typeof window === 'undefined') return action;
  return async (previous, data) => {
    try {
      return await action(previous, data);
    } catch (error) {
      unstable_rethrow(error);
      // A page of an older build: sending it once more would not help.
      if (unstable_isUnrecognizedActionError(error)) throw error;
      const sentences = { UPSTREAM: notSent(locale) };
      return { ok: false, code: 'UPSTREAM', values: typedValues(data), sentences };
    }
  };
}

/** The living half of `Form`: sends, shows what came back, moves the focus to the first thing to repair. */
export function FormClient(props: FormClientProps) {
  const { action, locale, optional, refusalIcon, success, className, children } = props;
  const told = useMemo(() => answered(action, locale), [action, locale]);
  const [state, submit] = useActionState(told, null);
  const say = useSentences(locale, state && !state.ok ? state.sentences : undefined);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (!state || state.ok) return;
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    (find('[aria-invalid="true"]') ?? find('[data-refusal]'))?.focus();
  }, [state]);

  const errors = translated(state, say);
  const surroundings: FormSurroundings = {
    errors,
    values: state?.values ?? {},
    optional,
    refused: state?.ok === false,
    answer: state?.ok ? state.data : undefined,
  };

  return (
    <FormContext value={surroundings}>
      <form ref={form} action={submit} className={clsx('grid gap-5', className)}>
        {state && !state.ok && (
          <div
            data-refusal
            role="alert"
            tabIndex={-1}
            className="flex items-start gap-3 rounded-control border border-line border-s-4 border-s-clay bg-clay-soft px-4 py-3.5 text-small text-ink"
          >
            {refusalIcon}
            <span>
              {errors['']?.join(' ') ?? say(state.message ?? state.code, state.messageParams)}
              {state.reference && ` ${say('reference', { reference: state.reference })}`}
            </span>
          </div>
        )}
        {state?.ok && !state.values && success && (
          <div role="status" className="rounded-control bg-emerald-soft px-4 py-3.5 text-small text-emerald">
            {success}
          </div>
        )}
        {children}
      </form>
    </FormContext>
  );
}
