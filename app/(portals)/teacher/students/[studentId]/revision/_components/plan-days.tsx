import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { orderRevisionAction } from '@/lib/revision/actions';
import type { ChildRevision } from '@/lib/revision/child/queries';
import { movedEarlier } from '@/lib/revision/child/rules';
import { PlanBlock } from './plan-block';

/** The week to come, day by day, each portion with its reason; any but the first may be moved. */
export function PlanDays({ child, hijriOffset }: { child: ChildRevision; hijriOffset: number }) {
  const t = useTranslations('revision');
  const format = useFormat(hijriOffset);
  const { days } = child.outlook;
  const all = days.flatMap(({ blocks }) => blocks);
  const seen = new Set<number>();
  let at = -1;
  return (
    <section aria-labelledby="days" className="grid gap-3">
      <h2 id="days">{t('days')}</h2>
      <p className="text-caption text-ink-3">{t('daysNote')}</p>
      <ol className="grid gap-3">
        {days.map(({ date, blocks, catchingUp }) => (
          <li key={date} className="grid rounded-card border border-line bg-sheet">
            <p className="flex flex-wrap justify-between gap-x-3 border-b border-line px-3.5 py-2 text-small">
              <b className="font-semibold">{format.dateShort(date)}</b>
              {catchingUp && <span className="text-caption text-gold-ink">{t('catchingUp')}</span>}
              {blocks.length === 0 && <span className="text-caption text-ink-3">{t('rest')}</span>}
            </p>
            <ul className="divide-y divide-line empty:hidden">
              {blocks.map((block) => {
                at += 1;
                // What comes round a second time in the week is moved where it stands first.
                const again = block.units.some((unit) => seen.has(unit));
                for (const unit of block.units) seen.add(unit);
                return (
                  <PlanBlock
                    key={block.units.join()}
                    block={block}
                    studentId={child.id}
                    mushaf={child.mushaf}
                    earlier={again ? undefined : movedEarlier(all, at)}
                    later={again ? undefined : movedEarlier(all, at + 1)}
                  />
                );
              })}
            </ul>
          </li>
        ))}
      </ol>
      {child.queue.length > 0 && (
        <Form action={orderRevisionAction} room="revision">
          <input type="hidden" name="studentId" value={child.id} />
          <SubmitButton variant="secondary" className="justify-self-start">
            {t('ownOrder')}
          </SubmitButton>
        </Form>
      )}
    </section>
  );
}
