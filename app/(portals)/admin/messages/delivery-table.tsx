import { useLocale, useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Badge, type Tone } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import {
  Ban,
  Check,
  CheckCheck,
  Eraser,
  Hourglass,
  type Icon,
  Send,
  TriangleAlert,
} from '@/components/ui/icons';
import { PersonName } from '@/components/ui/person-name';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { type LocalDate, localDateAt } from '@/lib/core/time';
import { resendMessage } from '@/lib/messages/log/actions';
import type { DeliveryRow } from '@/lib/messages/queries';
import type { DeliveryState } from '@/lib/messages/schema';

const signs: Record<DeliveryState, { tone: Tone; icon: Icon }> = {
  QUEUED: { tone: 'plain', icon: Hourglass },
  SENT: { tone: 'info', icon: Send },
  DELIVERED: { tone: 'good', icon: Check },
  READ: { tone: 'good', icon: CheckCheck },
  FAILED: { tone: 'bad', icon: TriangleAlert },
  SUPPRESSED: { tone: 'warn', icon: Ban },
};

interface Props {
  rows: DeliveryRow[];
  timeZone: string;
  today: LocalDate;
  mayWrite: boolean;
}

/** What was sent, to whom, and what became of it; the words only while they wait (P25). */
export function DeliveryTable({ rows, timeZone, today, mayWrite }: Props) {
  const t = useTranslations('messageLog');
  const words = useTranslations('messages');
  const format = useFormat();
  const language = localeOfTag(useLocale());
  const clock = (at: Date) => format.time(at, timeZone);
  const reason = ({ state, reason: code }: DeliveryRow) => {
    if (state !== 'FAILED' && state !== 'SUPPRESSED') return null;
    const key = `reasons.${code}` as 'reasons.NO_PHONE';
    return code && words.has(key) ? words(key) : t('unknownReason');
  };
  const when = ({ state, sentAt, endedAt }: DeliveryRow) => {
    if (state === 'SENT' && sentAt) return t('at.SENT', { time: clock(sentAt) });
    if ((state === 'DELIVERED' || state === 'READ' || state === 'FAILED') && endedAt)
      return t(`at.${state}`, { time: clock(endedAt) });
    return null;
  };
  return (
    <DataTable<DeliveryRow>
      caption={t('title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'child',
          head: t('columns.child'),
          cell: ({ student }) => (
            <PersonName
              name={student.name}
              nativeName={student.nativeName}
              href={routes.student(student.id)}
            />
          ),
        },
        {
          key: 'time',
          head: t('columns.time'),
          cell: ({ createdAt }) => {
            const day = localDateAt(createdAt, timeZone);
            return (
              <span className="whitespace-nowrap tabular">
                {day !== today && <>{format.dateShort(day)} · </>}
                {clock(createdAt)}
              </span>
            );
          },
        },
        {
          key: 'to',
          head: t('columns.to'),
          cell: ({ guardian, channel }) => (
            <span className="grid">
              <span>
                <bdi>{nameIn(guardian, language)}</bdi>
              </span>
              <span className="text-caption text-ink-3">
                {t(`channels.${channel as 'LOCAL' | 'META' | 'ULTRAMSG' | 'EMAIL'}`)}
              </span>
            </span>
          ),
        },
        {
          key: 'kind',
          head: t('columns.kind'),
          cell: ({ kind, day }) => (
            <span className="grid">
              {words(`kinds.${kind}`)}
              <span className="text-caption text-ink-3">
                {t('reportFor', { day: format.dateShort(day) })}
              </span>
            </span>
          ),
        },
        {
          key: 'state',
          head: t('columns.state'),
          cell: (row) => (
            <span className="grid justify-items-start gap-1 max-sm:justify-items-end">
              <Badge {...signs[row.state]}>{words(`states.${row.state}`)}</Badge>
              <span className="text-caption text-ink-3">{reason(row) ?? when(row)}</span>
              <span className="inline-flex items-center gap-1 text-caption text-ink-3">
                {!row.wordsKept && row.state !== 'SUPPRESSED' && (
                  <Eraser aria-hidden size={14} strokeWidth={1.75} className="flex-none" />
                )}
                {row.wordsKept ? t('wordsWait') : row.state !== 'SUPPRESSED' && t('erased')}
              </span>
              {row.body && (
                <details className="max-w-64 text-start text-caption">
                  <summary className="link inline-flex min-h-tap cursor-pointer items-center">
                    {t('words')}
                  </summary>
                  <p lang={row.language} dir="auto" className="text-ink-2">
                    {row.body}
                  </p>
                </details>
              )}
              {mayWrite && (row.state === 'FAILED' || row.state === 'SUPPRESSED') && (
                <Form action={resendMessage} room="messageLog">
                  <input type="hidden" name="id" value={row.id} />
                  <SubmitButton variant="secondary">{t('resend')}</SubmitButton>
                </Form>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
