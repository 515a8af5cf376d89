import type { TermRow } from '@/lib/reports/talimi/rules';
import { TalimiBoard } from './talimi-board';
import { evidenceOf, type SheetProps, TalimiFigure, TalimiSheet } from './talimi-sheet';
import type { TalimiWords } from './talimi-words';

const HEADS = [
  'term',
  'reached',
  'amount',
  'stopped',
  'leave',
  'absent',
  'present',
  'zabt',
  'tajweed',
  'salah',
  'total',
] as const;

/** Lines for the ustadh's remarks, written or to be written by hand. */
const LINES = 2;
/** Letters of remarks that fit between the lines as they are. */
const ROOMY = 150;

/** Second sheet: the three terms with their marks, attendance, forecast, the board, remarks and signatures. */
export function TalimiTerms(props: SheetProps) {
  const { report, words, institution } = props;
  const { t, name } = words;
  const remarks = report.terms.flatMap(({ remark }) => remark ?? []);
  const blank = remarks.length < LINES ? Array.from({ length: LINES - remarks.length }, (_, at) => at) : [];
  // The sheet is one sheet: three long remarks are set closer, and leave the guardian one line.
  const tight = remarks.join(' ').length > ROOMY;
  return (
    <TalimiSheet {...props} page={2}>
      <h2 className="talimi-part">{t('terms.title')}</h2>
      <table className="talimi-terms" aria-label={t('terms.caption')}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {t(`terms.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.terms.map((row) => (
            <Term key={row.term} row={row} report={report} words={words} />
          ))}
        </tbody>
      </table>
      <div className="talimi-two">
        <Attendance {...props} />
        <Khatm {...props} />
      </div>
      <h2 className="talimi-part">{t('board.title')}</h2>
      <TalimiBoard report={report} words={words} />
      <h2 className="talimi-part">{t('remarks')}</h2>
      <div className="talimi-lines" data-tight={tight || undefined}>
        {remarks.map((remark, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the terms of a year do not move
          <span key={at} dir="auto">
            {remark}
          </span>
        ))}
        {blank.map((at) => (
          <span key={at} />
        ))}
      </div>
      <h2 className="talimi-part">{t('guardianRemarks')}</h2>
      <div className="talimi-lines">
        <span />
        {!tight && <span />}
      </div>
      <div className="talimi-signs">
        {(['ustadh', 'examiner', 'head', 'guardian'] as const).map((who) => (
          <span key={who}>{t(`signs.${who}`)}</span>
        ))}
      </div>
      <p className="talimi-foot">
        <span>{t('owner', { institution: name(institution) })}</span>
      </p>
    </TalimiSheet>
  );
}

function Term({ row, report, words }: { row: TermRow; report: SheetProps['report']; words: TalimiWords }) {
  const { t, format } = words;
  const { term, state, reached, paras, stopped, leave, absent, present, marks, total } = row;
  const of = evidenceOf(report.student.id);
  const marked = of.marks(term, report.year.year);
  const figure = (value: number | null | undefined) => (
    <TalimiFigure href={marked}>{value != null && format.digits(value)}</TalimiFigure>
  );
  const seen = state !== 'ahead';
  return (
    <tr {...(state === 'running' && { className: 'talimi-now' })}>
      <th scope="row">
        {t(`terms.names.${`t${term}` as 't1'}`)}
        {state === 'running' && ` (${t('terms.running')})`}
      </th>
      <td className="talimi-mid">
        {reached !== undefined && (
          <TalimiFigure href={of.juz(reached)}>
            {t('terms.reachedPara', { juz: format.digits(reached) })}
          </TalimiFigure>
        )}
      </td>
      <td className="talimi-mid">
        <TalimiFigure href={of.sabaq}>{seen && format.number(Math.round(paras * 10) / 10)}</TalimiFigure>
      </td>
      {[stopped, leave, absent, present].map((count, i) => (
        <td key={HEADS[i + 3]} className="talimi-mid">
          <TalimiFigure href={i === 0 ? of.sabaq : of.attendance}>
            {seen && format.digits(count)}
          </TalimiFigure>
        </td>
      ))}
      <td className="talimi-mid">{figure(marks.zabt)}</td>
      <td className="talimi-mid">{figure(marks.tajweed)}</td>
      <td className="talimi-mid">{figure(marks.salah)}</td>
      <td className="talimi-mid">
        <b>{figure(total)}</b>
      </td>
    </tr>
  );
}

function Attendance({ report, words }: SheetProps) {
  const { t, format, darja } = words;
  const { days, view } = report;
  const of = evidenceOf(report.student.id);
  return (
    <div>
      <h2 className="talimi-part">{t('attendance.title')}</h2>
      <div className="talimi-lines">
        <span>
          <TalimiFigure href={of.attendance}>
            {t('attendance.days', {
              taught: format.digits(days.taught),
              present: format.digits(days.present),
              share: format.percent(days.taught ? days.present / days.taught : 0),
            })}
          </TalimiFigure>
        </span>
        <span>
          {view.pace ? (
            <TalimiFigure href={of.pace}>
              {t('attendance.pace', {
                lines: format.number(Math.round(view.pace.linesADay)),
                grade: view.pace.grade ? t('attendance.grade', { grade: darja(view.pace.grade) }) : '',
              })}
            </TalimiFigure>
          ) : (
            t('attendance.noPace')
          )}
        </span>
        <span>
          <TalimiFigure href={of.sabaq}>{t('attendance.stopped', { days: days.stopped })}</TalimiFigure>
        </span>
      </div>
    </div>
  );
}

function Khatm({ report, words }: SheetProps) {
  const { t, format, hijriMonth } = words;
  const { khatm, sooner, strength } = report.view;
  const of = evidenceOf(report.student.id);
  const one = sooner.find(({ lines, months }) => lines === 1 && months > 0);
  const sentence = () => {
    if (khatm.kind === 'done') return t('khatm.done');
    if (khatm.kind === 'unknown') return t('khatm.unknown');
    const [from, to] = [hijriMonth(khatm.from), hijriMonth(khatm.to)];
    return from === to ? t('khatm.within', { from }) : t('khatm.between', { from, to });
  };
  return (
    <div>
      <h2 className="talimi-part">{t('khatm.title')}</h2>
      <div className="talimi-lines">
        <span>
          <TalimiFigure href={of.khatm}>{sentence()}</TalimiFigure>
        </span>
        {one && <span>{t('khatm.sooner', { lines: 1, months: one.months })}</span>}
        <span>
          {strength === undefined ? (
            t('khatm.noStrength')
          ) : (
            <TalimiFigure href={of.strength}>
              {t('khatm.strength', { share: format.percent(strength) })}
            </TalimiFigure>
          )}
        </span>
      </div>
    </div>
  );
}
