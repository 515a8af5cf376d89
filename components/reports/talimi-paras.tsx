import { Ranges } from '@/components/ui/ranges';
import { juzSchemeOf } from '@/lib/quran/mushaf';
import { phraseRange } from '@/lib/quran/phrase';
import type { TalimiPara, TalimiReport } from '@/lib/reports/talimi/rules';
import { evidenceOf, type SheetProps, TalimiFigure, TalimiSheet, TalimiStar } from './talimi-sheet';
import type { TalimiWords } from './talimi-words';

const HEADS = ['no', 'name', 'start', 'end', 'away', 'days', 'grade', 'remark', 'sign'] as const;

/** First sheet: thirty paras, each with its days and its darja, as the paper register has them. */
export function TalimiParas(props: SheetProps) {
  const { report, words, today } = props;
  const { t, format } = words;
  return (
    <TalimiSheet {...props} page={1}>
      <table aria-label={t('paras.caption')}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {t(`paras.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.paras.map((row) => (
            <Para key={row.juz} row={row} report={report} words={words} />
          ))}
        </tbody>
      </table>
      <p className="talimi-foot">
        <span>
          {t('paras.star')} · {t('paras.daysNote')}
        </span>
        <span>{t('printed', { hijri: format.hijri(today), gregorian: format.date(today) })}</span>
      </p>
    </TalimiSheet>
  );
}

function Para({ row, report, words }: { row: TalimiPara; report: TalimiReport; words: TalimiWords }) {
  const { t, darja, format, hijriShort } = words;
  const { juz, state, start, end, days, away, grade } = row;
  const begun = state === 'current' || state === 'done';
  const cell = report.view.cells[juz - 1]!;
  const current = cell.current && state !== 'done';
  const { juz: ofJuz, attendance } = evidenceOf(report.student.id);
  const para = ofJuz(juz);
  const remark = remarkOf(row, { report, words, current });
  return (
    <tr {...(current && { className: 'talimi-now' })}>
      <th scope="row" className="talimi-mid">
        {format.digits(juz)}
      </th>
      <td>{t(`paraNames.${`p${juz}` as 'p1'}`)}</td>
      <td>
        <TalimiFigure href={para}>{start && hijriShort(start)}</TalimiFigure>
      </td>
      <td>
        <TalimiFigure href={para}>{end && hijriShort(end)}</TalimiFigure>
        {!end && state === 'current' && t('paras.current')}
      </td>
      <td className="talimi-mid">
        <TalimiFigure href={attendance}>{begun && format.digits(away)}</TalimiFigure>
      </td>
      <td className="talimi-mid">
        <TalimiFigure href={para}>{days !== undefined && format.digits(days)}</TalimiFigure>
      </td>
      <td className="talimi-mid">
        <TalimiFigure href={para}>{grade && darja(grade)}</TalimiFigure>
      </td>
      <td>
        <TalimiFigure href={para}>{remark && <Ranges text={remark} />}</TalimiFigure>
      </td>
      <td className="talimi-mid">
        {cell.jaizaPassed && (
          <TalimiFigure href={para}>
            <TalimiStar />
            <span className="sr-only">{t('paras.passed')}</span>
          </TalimiFigure>
        )}
      </td>
    </tr>
  );
}

/** What is said of a para: where the lesson stands, the mark of its jaiza, days without a lesson. */
function remarkOf(
  { state, stopped, score }: TalimiPara,
  { report, words, current }: { report: TalimiReport; words: TalimiWords; current: boolean },
): string {
  const { t, quran, format } = words;
  const next = report.nextSabaq[0];
  return [
    current && next && phraseRange(quran, next, juzSchemeOf(report.student.mushaf)),
    state === 'before' && t('paras.before'),
    score !== undefined && t('paras.score', { score: format.digits(Math.round(score)) }),
    stopped > 0 && t('paras.stopped', { days: stopped }),
  ]
    .filter(Boolean)
    .join(t('paras.comma'));
}
