import { useLocale, useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { CheckCheck, Circle, CircleDot, type Icon, PenLine } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { type Item, nameOfItem } from '@/lib/reading/curriculum/rules';
import { latestSteps, type StepState } from '@/lib/reading/steps/rules';
import type { NotedStep } from '@/lib/reading/view/schema';

const looks: Record<StepState, { tone: Tone; icon: Icon }> = {
  INTRODUCED: { tone: 'plain', icon: CircleDot },
  PRACTISING: { tone: 'warn', icon: PenLine },
  MASTERED: { tone: 'good', icon: CheckCheck },
};

interface Props {
  title: string;
  items: readonly Item[];
  steps: readonly NotedStep[];
}

/** Every lesson or rule with how far the child is, since when, and who says so. What is retired shows while it was reached. */
export function StepTable({ title, items, steps }: Props) {
  const t = useTranslations('reading');
  const locale = localeOfTag(useLocale());
  const format = useFormat();
  const stands = latestSteps(steps);
  const shown = items.filter(({ id, retired }) => !retired || stands.has(id));
  return (
    <section className="grid gap-2">
      <h2>{title}</h2>
      <ol className="divide-y divide-line rounded-card border border-line bg-sheet">
        {shown.map((item) => {
          const step = stands.get(item.id);
          const by = step?.by && nameIn(step.by, locale);
          return (
            <li key={item.id} className="grid gap-0.5 px-3.5 py-2.5">
              <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <bdi className="min-w-0 flex-[1_1_10rem]">{nameOfItem(item, locale)}</bdi>
                {step ? (
                  <Badge {...looks[step.state]}>{t(`states.${step.state}`)}</Badge>
                ) : (
                  <Badge tone="plain" icon={Circle}>
                    {t('notYet')}
                  </Badge>
                )}
              </span>
              {step && (
                <span className="text-caption text-ink-3">
                  {by ? t('progress.byLine', { date: format.date(step.date), by }) : format.date(step.date)}
                  {item.retired && ` · ${t('progress.retired')}`}
                </span>
              )}
              {step?.note && (
                <span dir="auto" className="text-small text-ink-2">
                  {step.note}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
