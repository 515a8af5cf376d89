'use client';
import { createTranslator } from 'next-intl';
import { useAnswer } from '@/components/forms/form-context';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Tag } from '@/lib/core/i18n/locale';
import { type NoticeAnswer, reachTotal } from '@/lib/notices/rules';

interface Props {
  /** The sentences of the box, raw; only they travel to the browser. */
  words: Record<string, unknown>;
  locale: Tag;
  timeZone: string;
}

/** Whom the notice reaches, as the server counted it, and the button that sends it to so many. */
export function ReachBox({ words, locale, timeZone }: Props) {
  const answer = useAnswer() as NoticeAnswer | undefined;
  const asked = answer && 'asked' in answer ? answer.asked : undefined;
  const t = createTranslator({ locale, messages: words as Record<string, string> });
  if (!asked) return <SubmitButton className="justify-self-start">{t('count')}</SubmitButton>;
  const parts = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(asked.at!));
  return (
    <div role="status" className="grid gap-3 rounded-control bg-slate-soft px-4 py-3.5">
      <p className="font-medium">{t('title')}</p>
      <p>
        {t('families', { count: asked.families })} {t('staff', { count: asked.staff })}{' '}
        {asked.unreached > 0 && t('unreached', { count: asked.unreached })}
      </p>
      <p className="text-small text-ink-2">
        {asked.at
          ? t('at', { date: parts({ dateStyle: 'medium' }), time: parts({ timeStyle: 'short' }) })
          : t('now')}{' '}
        {t('change')}
      </p>
      <input type="hidden" name="counted" value={asked.shown} />
      <SubmitButton className="justify-self-start">{t('send', { count: reachTotal(asked) })}</SubmitButton>
    </div>
  );
}
