import Link from 'next/link';
import type { ReactNode } from 'react';
import { starPath } from '@/components/ui/brand-mark';
import { routes } from '@/lib/core/routes';
import type { TalimiReport } from '@/lib/reports/talimi/rules';
import type { TalimiWords } from './talimi-words';

export interface SheetProps {
  report: TalimiReport;
  words: TalimiWords;
  institution: { name: string; nativeName: string | null };
  today: string;
}

/** A figure of the sheet: on the screen it opens what it comes from, on paper it is the figure. Without one, nothing. */
export function TalimiFigure({ href, children }: { href: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <Link href={href} prefetch={false}>
      {children}
    </Link>
  );
}

/** Where the figures of a child's report come from. */
export const evidenceOf = (studentId: string) => {
  const progress = routes.studentProgress(studentId);
  return {
    sabaq: `${progress}?show=sabaq#evidence`,
    pace: `${progress}?show=pace#evidence`,
    tests: `${progress}?show=tests#evidence`,
    juz: (juz: number) => `${progress}?show=juz-${juz}#evidence`,
    khatm: `${progress}#khatm`,
    strength: `${progress}#strength`,
    attendance: `${progress}?show=attendance#evidence`,
    marks: (term: number, year: number) => `${routes.talimi(studentId)}?year=${year}&term=${term}#marks`,
  };
};

export function TalimiStar() {
  return (
    <svg viewBox="0 0 24 24" className="talimi-star" aria-hidden="true">
      <path d={starPath} />
    </svg>
  );
}

/** 1447–48: a school year that crosses into the next is named by both. */
export function yearName({ year, crosses }: TalimiReport['year'], words: TalimiWords): string {
  const { t, format } = words;
  const name = crosses
    ? t('yearSpan', {
        from: format.digits(year),
        to: format.digits((year + 1) % 100).padStart(2, format.digits(0)),
      })
    : format.digits(year);
  return t('year', { year: name });
}

/** One A4 sheet in its double frame: house, year and page above, the child below, the page's own matter under it. */
export function TalimiSheet({
  report,
  words,
  institution,
  page,
  children,
}: SheetProps & { page: 1 | 2; children: ReactNode }) {
  const { t, name, quran } = words;
  const { student } = report;
  const facts = [
    { key: 'name', value: name(student) },
    { key: 'father', value: student.father && name(student.father) },
    { key: 'roll', value: student.rollNo, latin: true },
    { key: 'halqa', value: student.halqa && name(student.halqa) },
    { key: 'ustadh', value: student.ustadh && name(student.ustadh) },
    { key: 'mushaf', value: quran(`mushaf.${student.mushaf}`) },
  ] as const;
  return (
    <section className="talimi-page">
      <div className="talimi-box">
        <header className="talimi-head">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={starPath} fill="none" stroke="currentColor" />
            <circle cx="12" cy="12" r="3.2" fill="#b98a2c" />
          </svg>
          <div className="talimi-house">
            <b>{name(institution)}</b>
            <span>{t('department', { programme: t(`programmes.${student.programme as 'HIFZ'}`) })}</span>
          </div>
          <div className="talimi-year">
            <span>{yearName(report.year, words)}</span>
            <span>{t('pageOf', { page: words.format.digits(page) })}</span>
          </div>
        </header>
        <dl className="talimi-person">
          {facts.map(({ key, value, ...look }) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd className={'latin' in look ? 'talimi-latin' : undefined}>{value || t('nothing')}</dd>
            </div>
          ))}
        </dl>
        {children}
      </div>
    </section>
  );
}
