import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { Silence } from '@/lib/imports/students/silence';
import type { RowView } from '@/lib/imports/view/schema';
import { DecisionForm } from './decision-form';
import { fieldWord, issueSentence } from './sentences';
import { SilenceForm } from './silence-form';

interface Props {
  importId: string;
  row: RowView;
  header: string[];
  mapping: (string | null)[];
  staff: boolean;
  /** While the import waits for its saving, questions can be answered. */
  open: boolean;
}

const weights = { refusal: 0, warning: 1, note: 2 };

/** What was found in a row, gravest first, each under the name that its column has in the file. */
export function Found({ importId, row, header, mapping, staff, open }: Props) {
  const t = useTranslations('imports');
  const issues = [...row.issues].sort((a, b) => weights[a.severity] - weights[b.severity]);
  const wish = (row.parsed as { silence?: Silence | null } | null)?.silence;
  return (
    <div className="grid justify-items-start gap-1 text-start sm:min-w-80">
      {issues.length === 0 && <span className="text-ink-3">{t('rows.nothing')}</span>}
      {issues.map((issue) => {
        const label = issue.field && (header[mapping.indexOf(issue.field)] || fieldWord(t, issue.field));
        return (
          <p
            key={`${issue.field}${issue.code}${JSON.stringify(issue.params)}`}
            className={clsx(issue.severity === 'note' && 'text-ink-2')}
          >
            {label && issue.severity !== 'note' && (
              <>
                <b className="font-semibold">
                  <bdi>{label}</bdi>
                </b>
                {': '}
              </>
            )}
            {issueSentence(t, issue)}
          </p>
        );
      })}
      {row.verdict === 'REVIEW' && row.match.kind === 'REVIEW' && (
        <DecisionForm
          importId={importId}
          row={row.rowNo}
          match={row.match}
          decision={row.decision}
          staff={staff}
          open={open}
        />
      )}
      {wish && row.answer && row.verdict !== 'REFUSED' && (
        <SilenceForm
          importId={importId}
          row={row.rowNo}
          remark={row.cells[mapping.indexOf('remarks')]?.trim() ?? ''}
          wish={wish}
          silence={row.silence}
          answer={row.answer}
          open={open}
        />
      )}
    </div>
  );
}
