import { CalendarOff, UserCheck, UserX } from '@/components/ui/icons';
import type { Kid } from '@/lib/lessons/sweep/rules';
import { say, type Words } from './words';

/** The mark as a shape, a word, then a colour. */
export function MarkBadge({ kid: { mark }, words }: { kid: Kid; words: Words }) {
  const badge =
    'inline-flex items-center gap-1.5 rounded-mark px-2.5 py-0.5 text-caption font-medium whitespace-nowrap';
  if (!mark)
    return (
      <span className={`${badge} border border-dashed border-edge text-ink-2`}>{words.mark.notMarked}</span>
    );
  const status = words.statuses[mark.status];
  const text = mark.reason ? say(words.mark.because, { status, reason: words.reasons[mark.reason] }) : status;
  const looks = {
    PRESENT: ['bg-emerald-soft text-emerald', UserCheck],
    LATE: ['bg-gold-soft text-gold-ink', UserCheck],
    ABSENT: ['bg-clay-soft text-clay', UserX],
    LEAVE: ['bg-slate-soft text-slate', CalendarOff],
  } as const;
  const [look, Icon] = looks[mark.status];
  return (
    <span className={`${badge} ${look}`}>
      <Icon aria-hidden size={16} strokeWidth={2} />
      {text}
    </span>
  );
}
