import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { CheckCheck, PencilLine } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import type { DaySession } from '@/lib/attendance/rules';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { LocalDate } from '@/lib/core/time';

interface Meeting {
  date: LocalDate;
  session: DaySession;
  finished: boolean;
  present: number;
  marked: number;
  lessons: number;
}

/** The last meetings, newest first: who came, how much was heard, whether the day was closed. */
export function HalqaSessions({ sessions }: { sessions: Meeting[] }) {
  const t = useTranslations('halqas.detail');
  const names = useTranslations('halqas.sessions');
  const format = useFormat();
  return (
    <Sheet title={t('sessions')}>
      {sessions.length === 0 ? (
        <p className="text-small text-ink-2">{t('noSessions')}</p>
      ) : (
        <ul>
          {sessions.map(({ date, session, finished, present, marked, lessons }) => (
            <li key={`${date}${session}`} className="grid gap-1 border-line py-2.5 not-last:border-b">
              <span className="flex flex-wrap items-center justify-between gap-2 text-small">
                <span>
                  {format.dateShort(date)} <span className="text-ink-3">· {names(session)}</span>
                </span>
                <Badge tone={finished ? 'good' : 'info'} icon={finished ? CheckCheck : PencilLine}>
                  {finished ? t('finished') : t('recorded')}
                </Badge>
              </span>
              <span className="text-caption text-ink-3 tabular">
                {t('present')}: {t('ofMarked', { present, marked })} · {t('lessons')}:{' '}
                {format.number(lessons)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
