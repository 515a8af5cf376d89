import { useTranslations } from 'next-intl';
import { Ltr } from '@/components/ui/figures';
import { decideRow } from '@/lib/imports/actions';
import type { Decision, Match } from '@/lib/imports/schema';
import { Answers } from './answers';

interface Props {
  importId: string;
  row: number;
  match: Extract<Match, { kind: 'REVIEW' }>;
  decision: Decision | null;
  staff: boolean;
  open: boolean;
}

/** Whom a row resembles, why, and the answers that are allowed; an answer can be changed until the saving. */
export function DecisionForm({ importId, row, match, decision, staff, open }: Props) {
  const t = useTranslations('imports.decide');
  const words: Record<Decision, string> = {
    SAME: t(match.about ? 'sameGuardian' : staff ? 'sameStaff' : 'SAME'),
    NEW: t(match.about ? 'newGuardian' : staff ? 'newStaff' : 'NEW'),
    SKIP: t('SKIP'),
  };
  return (
    <div className="grid gap-2">
      <ul className="grid gap-0.5">
        {match.candidates.map(({ id, name, rollNo, reason }) => (
          <li key={id}>
            <b className="font-medium">
              <bdi>{name}</bdi>
            </b>{' '}
            {rollNo && <Ltr>{rollNo}</Ltr>} <span className="text-ink-2">({t(`reasons.${reason}`)})</span>
          </li>
        ))}
      </ul>
      {open ? (
        <Answers
          action={decideRow}
          {...{ importId, row }}
          legend={t('legend', { row })}
          name="decision"
          answers={match.choices}
          chosen={decision}
          words={(choice) => words[choice]}
        />
      ) : (
        decision && <p className="text-ink-2">{t('chosen', { choice: words[decision] })}</p>
      )}
    </div>
  );
}
