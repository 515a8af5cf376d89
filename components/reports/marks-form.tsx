import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextAreaField, TextField } from '@/components/forms/text-field';
import { Segmented } from '@/components/ui/link-row';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { routes } from '@/lib/core/routes';
import { saveTermMarks } from '@/lib/reports/marks/actions';
import { FULL_MARKS, MARK_KINDS } from '@/lib/reports/marks/rules';
import type { TalimiReport } from '@/lib/reports/talimi/rules';
import type { ReportLanguage } from '@/lib/reports/talimi/schema';

interface Props {
  report: TalimiReport;
  /** 1–3: whose marks are written. */
  term: number;
  lang: ReportLanguage;
}

/** The marks of one term, as the office gives them; it stays on the screen, the sheets carry what was saved. */
export function MarksForm({ report, term, lang }: Props) {
  const t = useTranslations('reports');
  const common = useTranslations('common');
  const { student, year, terms } = report;
  const row = terms.find((one) => one.term === term)!;
  const here = `${routes.talimi(student.id)}?year=${year.year}&lang=${lang}`;
  return (
    <div id="marks" className="scroll-mt-4 print:hidden">
      <Sheet
        title={t('marks.title')}
        note={t('marks.note')}
        aside={
          <Segmented
            label={t('marks.choose')}
            items={terms.map((one) => ({
              href: `${here}&term=${one.term}#marks`,
              label: t(`terms.names.${`t${one.term}` as 't1'}`),
              current: one.term === term,
            }))}
          />
        }
      >
        <Form key={term} action={saveTermMarks} room="reports">
          <input type="hidden" name="studentId" value={student.id} />
          <input type="hidden" name="schoolYear" value={year.year} />
          <input type="hidden" name="term" value={term} />
          <input type="hidden" name="lang" value={lang} />
          <div className="grid gap-5 sm:grid-cols-3">
            {MARK_KINDS.map((kind) => (
              <TextField
                key={kind}
                name={kind}
                label={t(`marks.${kind}`)}
                inputMode="numeric"
                maxLength={String(FULL_MARKS[kind]).length}
                dir="ltr"
                hint={row.proposed[kind] !== undefined && t('marks.proposed', { mark: row.proposed[kind] })}
                defaultValue={row.marks[kind] ?? row.proposed[kind]}
              />
            ))}
          </div>
          <TextAreaField
            name="remark"
            label={t('marks.remark')}
            maxLength={300}
            rows={2}
            dir="auto"
            defaultValue={row.remark ?? undefined}
          />
          <SubmitButton pendingText={common('saving')} className="justify-self-start">
            {t('marks.save')}
          </SubmitButton>
        </Form>
      </Sheet>
    </div>
  );
}
