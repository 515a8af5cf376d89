import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag } from '@/lib/core/i18n/locale';
import type { Named } from '@/lib/listening/queries';
import type { ListeningPlan, PartKind } from '@/lib/listening/rules';

interface Props {
  plan: ListeningPlan;
  people: readonly Named[];
}

/** Who is heard by whom: with the ustadh in order, with seniors meanwhile, what waits, whom nobody has heard. */
export function PlanLists({ plan, people }: Props) {
  const t = useTranslations('listening');
  const format = useFormat();
  const locale = localeOfTag(useLocale());
  const byId = new Map(people.map((one) => [one.id, one]));
  const name = (id: string): ReactNode => {
    const one = byId.get(id);
    const native = locale !== 'en' && one?.nativeName;
    return (
      <bdi lang={native ? 'ur' : 'en'} className="font-semibold">
        {native || one?.name}
      </bdi>
    );
  };
  const kinds = (list: readonly PartKind[]) =>
    list.map((kind) => t(`kinds.${kind}`)).reduce((first, second) => t('and', { first, second }));
  const days = (count: number | null) => (count === null ? t('never') : t('days', { days: count }));
  const minutes = (count: number) => (
    <span className="flex-none whitespace-nowrap text-ink-2 tabular">
      {t('minutesOf', { minutes: count })}
    </span>
  );
  const line = (key: string, head: ReactNode, note: ReactNode, end: ReactNode, mark?: ReactNode) => (
    <li key={key} className="keep-together flex items-start gap-3 px-4 py-2.5">
      {mark && <span className="w-6 flex-none pt-0.5 text-end text-caption text-ink-3 tabular">{mark}</span>}
      <span className="min-w-0 flex-1">
        <span className="block leading-snug">{head}</span>
        <span className="text-caption text-ink-2">{note}</span>
      </span>
      {end}
    </li>
  );
  const list = 'divide-y divide-line';
  return (
    <>
      {plan.unheard.length > 0 && (
        <Sheet title={t('unheard')} padded={false}>
          <ul className={list}>
            {plan.unheard.map(({ id, days: count }) => line(id, name(id), days(count), null))}
          </ul>
        </Sheet>
      )}
      {plan.ustadh.length > 0 && (
        <Sheet title={t('ustadh')} note={t('ustadhNote')} padded={false}>
          <ol className={list}>
            {plan.ustadh.map((turn, at) =>
              line(
                turn.id,
                name(turn.id),
                `${kinds(turn.kinds)} · ${days(turn.days)}`,
                minutes(turn.minutes),
                format.digits(at + 1),
              ),
            )}
          </ol>
        </Sheet>
      )}
      {plan.ustadh.length === 0 && plan.waiting.length > 0 && <p className="text-ink-2">{t('ustadhNone')}</p>}
      {plan.seniors.length > 0 && (
        <Sheet title={t('seniors')} note={t('seniorsNote')} padded={false}>
          <ul className={list}>
            {plan.seniors.map(({ id, seniorId, kinds: heard, minutes: spent }) =>
              line(
                id,
                t.rich('to', { name: () => name(id), senior: () => name(seniorId) }),
                kinds(heard),
                minutes(spent),
              ),
            )}
          </ul>
        </Sheet>
      )}
      {plan.waiting.length > 0 && (
        <Sheet title={t('waiting')} padded={false}>
          <ul className={list}>
            {plan.waiting.map((turn) =>
              line(turn.id, name(turn.id), kinds(turn.kinds), minutes(turn.minutes)),
            )}
          </ul>
        </Sheet>
      )}
    </>
  );
}
