import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { CheckCheck, ChevronRight, Circle, CircleDot } from '@/components/ui/icons';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { TodaySession } from '@/lib/attendance/today/queries';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';

interface Props {
  session: TodaySession;
  date: string;
  native: boolean;
  timeZone: string;
  /** By the clock: the one that the eye looks for. */
  running: boolean;
}

/** One session of the day: whose, how far, and the way in. */
export function SessionRow({ session: row, date, native, timeZone, running }: Props) {
  const t = useTranslations('teacher.today');
  const sessions = useTranslations('attendance.sessions');
  const format = useFormat();
  const taken = row.here + row.away > 0;
  const inNative = native && row.nativeName !== null;
  const heard = t('heard', { heard: row.heard, all: row.reciting });
  return (
    <li
      className={clsx(
        'relative rounded-card border bg-sheet p-4 shadow-raised',
        running && !row.finishedAt ? 'border-2 border-emerald' : 'border-line',
      )}
    >
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2>
            <Link
              href={routes.halqaSession(row.halqaId, date, row.ofDay > 1 ? row.session : undefined)}
              prefetch={false}
              className="after:absolute after:inset-0 after:rounded-card"
            >
              <bdi {...(native && !inNative && { lang: 'en' })}>{inNative ? row.nativeName : row.name}</bdi>
              {row.ofDay > 1 && <span className="sr-only"> · {sessions(row.session)}</span>}
            </Link>
          </h2>
          <p className="text-small text-ink-2">
            {t('session', { session: sessions(row.session), count: row.students })}
            {running && !row.finishedAt && <span className="font-semibold text-emerald"> · {t('now')}</span>}
          </p>
        </div>
        <ChevronRight
          aria-hidden
          size={20}
          strokeWidth={1.75}
          className="mt-1 flex-none text-ink-3 rtl:-scale-x-100"
        />
      </div>
      <div className="mt-3 grid gap-2.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-caption text-ink-2">
          {row.finishedAt ? (
            <Badge tone="good" icon={CheckCheck}>
              {t('finished', { time: format.time(row.finishedAt, timeZone) })}
            </Badge>
          ) : (
            <Badge
              tone={taken || row.heard > 0 ? 'warn' : 'plain'}
              icon={taken || row.heard > 0 ? CircleDot : Circle}
            >
              {taken || row.heard > 0 ? t('begun') : t('notBegun')}
            </Badge>
          )}
          <span>{taken ? t('attendance', { here: row.here, away: row.away }) : t('attendanceNone')}</span>
        </p>
        {row.reciting > 0 && (
          <ProgressBar value={row.heard} max={row.reciting} label={heard} figure={heard} />
        )}
      </div>
    </li>
  );
}
