import { clsx } from 'clsx';
import type { Format } from '@/lib/core/i18n/format';
import { getTranslations } from '@/lib/core/i18n/translations';
import type { Grant } from '@/lib/support/rules';
import { momentAt } from './moments';

type Step = { key: string; label: string; note?: string | undefined; state: 'done' | 'now' | 'ahead' };

interface Props {
  grant: Grant;
  format: Format;
  timeZone: string;
  today: string;
}

/** A visit's way from the question to the receipt: what is behind, where it stands, what is to come. */
export async function VisitSteps({ grant, format, timeZone, today }: Props) {
  const t = await getTranslations('support.steps');
  const at = (moment: Date) => momentAt(format, moment, timeZone, today);
  const { state, decidedAt, startsAt, expiresAt, endedAt, endedBy } = grant;
  const refused = state === 'REFUSED';
  const over = state === 'ENDED' || state === 'EXPIRED';
  const ended = endedAt ?? (state === 'EXPIRED' ? expiresAt : null);
  const decider = grant.decider ?? t('office');
  // For an emergency the answer was given on another day: the moment of this visit would be told as that of the answer.
  const answered = () =>
    grant.emergency
      ? decider
      : decidedAt
        ? t('answeredBy', { time: at(decidedAt), name: decider })
        : undefined;
  const steps: Step[] = [
    {
      key: 'asked',
      label: t('asked'),
      note: t('askedNote', { time: at(grant.createdAt), ticket: grant.ticket }),
      state: 'done',
    },
    {
      key: 'answered',
      label: refused ? t('refused') : grant.emergency ? t('agreed') : t('approved'),
      note: answered(),
      state: decidedAt ? 'done' : 'now',
    },
    {
      key: 'confirmed',
      label: t('confirmed'),
      note: startsAt ? t('confirmedNote', { time: at(startsAt) }) : undefined,
      state: startsAt ? 'done' : state === 'APPROVED' ? 'now' : 'ahead',
    },
    over && ended
      ? {
          key: 'ended',
          label: t('ended'),
          note: t(`ended${(endedBy ?? 'CLOCK') as 'ADMIN'}`, { time: at(ended) }),
          state: 'done',
        }
      : {
          key: 'open',
          label: grant.write ? t('openWrite') : t('open'),
          note: expiresAt && state === 'ACTIVE' ? t('until', { time: at(expiresAt) }) : undefined,
          state: state === 'ACTIVE' ? 'now' : 'ahead',
        },
    { key: 'receipt', label: t('receipt'), note: t('receiptNote'), state: over ? 'done' : 'ahead' },
  ];
  return (
    <ol aria-label={t('label')} className="grid gap-x-2 gap-y-3 sm:grid-cols-5">
      {steps.slice(0, refused ? 2 : 5).map(({ key, label, note, state: stands }) => (
        <li
          key={key}
          {...(stands === 'now' && { 'aria-current': 'step' as const })}
          className={clsx(
            'relative border-s-2 ps-4 sm:border-s-0 sm:border-t-2 sm:ps-0 sm:pt-3',
            stands === 'done' ? 'border-emerald' : 'border-line',
          )}
        >
          <span
            aria-hidden
            className={clsx(
              'forced-border absolute -start-[0.4375rem] top-1 size-3 rounded-round border-2 sm:start-0 sm:-top-[0.4375rem]',
              stands === 'done' && 'border-emerald bg-emerald',
              stands === 'now' && 'border-gold-ink bg-sheet',
              stands === 'ahead' && 'border-edge bg-paper',
            )}
          />
          <p className="text-small font-semibold">{label}</p>
          {note && <p className="text-caption text-ink-2">{note}</p>}
        </li>
      ))}
    </ol>
  );
}
