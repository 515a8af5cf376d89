import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { Button } from '@/components/ui/button';
import { REASONS } from '@/lib/care/rules';
import type { CareList } from '@/lib/care/schema';
import { routes } from '@/lib/core/routes';

interface Props {
  list: CareList;
  halqas: { id: string; name: string }[];
}

/** Halqa, reason, and whether a word was had: a plain GET form, so that every view has an address. */
export function CareFilters({ list, halqas }: Props) {
  const t = useTranslations('care');
  return (
    <search>
      <form
        action={routes.atRisk}
        className="grid items-end gap-3 sm:flex sm:flex-wrap *:sm:flex-[1_1_10rem]"
      >
        <SelectField
          name="halqa"
          label={t('halqa')}
          placeholder={t('allHalqas')}
          defaultValue={list.halqa}
          options={halqas.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="reason"
          label={t('reason')}
          placeholder={t('allReasons')}
          defaultValue={list.reason}
          options={REASONS.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))}
        />
        <SelectField
          name="show"
          label={t('show')}
          placeholder={t('shows.wait')}
          defaultValue={list.show}
          options={(['spoken', 'all'] as const).map((show) => ({ value: show, label: t(`shows.${show}`) }))}
        />
        <Button type="submit" className="sm:flex-none!">
          {t('apply')}
        </Button>
      </form>
    </search>
  );
}
