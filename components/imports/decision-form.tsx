import { useTranslations } from 'next-intl';
import { Ltr } from '@/components/ui/figures';
import { isolate } from '@/lib/core/i18n/isolate';
import { decideRow } from '@/lib/imports/actions';
import { answersTo } from '@/lib/imports/rules';
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
  const several = new Map(
    match.candidates.map(({ id, name, rollNo }) => [id, [name, rollNo].filter(Boolean).join(' · ')]),
  );
  const word = (answer: string) =>
    words[answer as Decision] ?? t('sameAs', { who: isolate(several.get(answer) ?? '') });
  const chosen = decision === 'SAME' ? (match.same ?? decision) : decision;
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
          answers={answersTo(match)}
          chosen={chosen}
          words={word}
        />
      ) : (
        chosen && <p className="text-ink-2">{t('chosen', { choice: word(chosen) })}</p>
      )}
    </div>
  );
}
