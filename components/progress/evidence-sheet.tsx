import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { GradeBadge } from '@/components/ui/grade-badge';
import { CalendarOff, UserX } from '@/components/ui/icons';
import { Ranges } from '@/components/ui/ranges';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { wordPortions } from '@/lib/lessons/day/rules';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import type { EvidenceDay, EvidenceMarks, EvidenceTest, Shown } from '@/lib/progress/evidence/schema';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { QuranWords } from '@/lib/quran/phrase';
import { MarkEvidence, TestEvidence } from './test-evidence';
import type { Reader } from './words';

export interface Evidence {
  shown: Shown;
  lessons: {
    id: string;
    kind: LessonKind;
    date: string;
    portions: number[];
    grade: Grade;
    mistakes: number;
    remark: string | null;
  }[];
  total: number;
  tests: readonly EvidenceTest[];
  marks: readonly EvidenceMarks[];
  days: readonly EvidenceDay[];
}

/** The lessons, tests and marks behind the figure that was asked about, newest first. */
export function EvidenceSheet({
  evidence,
  student,
  here,
  reader,
}: {
  evidence: Evidence;
  student: { id: string; mushaf: MushafLayout };
  here: string;
  reader: Reader;
}) {
  const t = useTranslations('progress.evidence');
  const kinds = useTranslations('lessons.kinds');
  const quran = useTranslations('quran');
  const statuses = useTranslations('attendance.statuses');
  const format = useFormat();
  const { shown, lessons, total, tests, marks, days } = evidence;
  const layout = student.mushaf;
  const ofTests = shown === 'tests';
  const ofDays = shown === 'attendance';
  const title = typeof shown === 'string' ? t(shown) : t('juz', { juz: quran('juz', { n: shown.juz }) });
  return (
    <div id="evidence" className="scroll-mt-4">
      <Sheet
        title={title}
        note={
          ofTests
            ? t('tested', { count: tests.length })
            : ofDays
              ? t('away', { count: days.length })
              : lessons.length < total
                ? t('latest', { shown: lessons.length, total })
                : t('count', { count: total })
        }
        ruled
        padded={false}
        aside={
          <Link href={here} prefetch={false} className="link tap-area text-small">
            {t('close')}
          </Link>
        }
      >
        <TestEvidence tests={tests} layout={layout} reader={reader} />
        <MarkEvidence marks={marks} studentId={student.id} reader={reader} />
        {!ofTests && !ofDays && lessons.length === 0 && (
          <p className="px-4 py-4 text-ink-2 sm:px-6">{t('none')}</p>
        )}
        <ul className="divide-y divide-line empty:hidden">
          {days.map(({ date, state }) => (
            <li key={date} className="flex flex-wrap items-center justify-between gap-2 px-4 py-2.5 sm:px-6">
              <span>{format.date(date)}</span>
              <Badge
                tone={state === 'absent' ? 'bad' : 'info'}
                icon={state === 'absent' ? UserX : CalendarOff}
              >
                {statuses(state === 'absent' ? 'ABSENT' : 'LEAVE')}
              </Badge>
            </li>
          ))}
        </ul>
        <ul className="divide-y divide-line empty:hidden">
          {lessons.map(({ id, kind, date, portions, grade, mistakes, remark }) => (
            <li key={id} className="grid gap-1 px-4 py-2.5 sm:px-6">
              <p className="flex flex-wrap items-center justify-between gap-2">
                <span>
                  <b className="font-medium">{kinds(kind)}</b>{' '}
                  <span className="text-small text-ink-2">{format.date(date)}</span>
                </span>
                <GradeBadge grade={grade} />
              </p>
              <p className="text-small">
                <Ranges
                  text={
                    wordPortions(portions, {
                      layout,
                      words: quran as unknown as QuranWords,
                      digits: format.digits,
                    }).detail
                  }
                />
                {' · '}
                {t('mistakes', { count: mistakes })}
              </p>
              {remark && (
                <p dir="auto" className="text-small text-ink-2">
                  {remark}
                </p>
              )}
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}
