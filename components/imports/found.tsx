import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { RowView } from '@/lib/imports/view/schema';
import { DecisionForm } from './decision-form';
import { fieldWord, issueSentence } from './sentences';

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
    </div>
  );
}
