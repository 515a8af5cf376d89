import { Check, Hand } from '@/components/ui/icons';
import type { LessonKind } from '@/lib/lessons/rules';
import { asideOf, type Kid, type Plan } from '@/lib/lessons/sweep/rules';
import type { Words } from './words';

/** One measure for the heads and for every row, whatever stands in it. */
export const COLUMNS = 'grid grid-cols-[minmax(0,0.95fr)_minmax(0,1fr)_minmax(0,0.95fr)] gap-1.5';

interface Props {
  kid: Kid;
  /** The kinds that the register has a column for, in its order. */
  columns: readonly LessonKind[];
  words: Words;
}

/** What is due, each kind under its head; what has no column of its own is named. */
export function Due({ kid, columns, words }: Props) {
  const figures = (plan: Plan) => {
    const { kind, label, heard } = plan;
    const aside = asideOf(plan);
    if (aside?.heard)
      return (
        <>
          <span className="sr-only">{aside.text} </span>
          <Check aria-hidden size={14} strokeWidth={2} className="me-0.5 inline align-text-bottom" />
          <Range text={aside.heard.label} />
        </>
      );
    if (aside) return '–';
    return (
      <>
        {kind === 'SABAQ' && kid.hold && !heard && (
          <span role="img" aria-label={words.hold.held} className="me-0.5 text-gold-ink">
            <Hand aria-hidden size={14} strokeWidth={2} className="inline align-text-bottom" />
          </span>
        )}
        {label ? <Range text={label} /> : '–'}
      </>
    );
  };
  return (
    <span className={`${COLUMNS} text-caption text-ink-2`}>
      {columns.map((kind) => {
        const plan = kid.plans.find((one) => one.kind === kind);
        return (
          <span key={kind} className="tabular">
            {plan && (
              <>
                <span className="sr-only">{words.kinds[kind]} </span>
                {figures(plan)}
              </>
            )}
          </span>
        );
      })}
      {kid.plans
        .filter((plan) => !columns.includes(plan.kind) && (!asideOf(plan) || asideOf(plan)?.heard))
        .map((plan) => (
          <span key={plan.kind} className="col-span-full tabular">
            {words.kinds[plan.kind]} {figures(plan)}
          </span>
        ))}
    </span>
  );
}

/** A range stays on one line; how many more there are may go below it. */
function Range({ text }: { text: string }) {
  const [first, more] = text.split(/ (?=\+)/);
  return (
    <bdi dir={/^\d|^[٠-٩۰-۹]/.test(text) ? 'ltr' : 'auto'}>
      <span className="whitespace-nowrap">{first}</span>
      {more && ` ${more}`}
    </bdi>
  );
}
