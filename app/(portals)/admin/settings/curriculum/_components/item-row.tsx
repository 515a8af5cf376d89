import { useLocale, useTranslations } from 'next-intl';
import { FoldedForm } from '@/components/forms/folded-form';
import { Form } from '@/components/forms/form';
import { ArrowDown, ArrowUp } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { moveItem, renameItem } from '@/lib/reading/curriculum/actions';
import { type Item, nameOfItem } from '@/lib/reading/curriculum/rules';
import { NameFields } from './name-fields';

interface Props {
  item: Item;
  /** Its number among those taught; none for one that is not taught now. */
  place?: number;
  first?: boolean;
  last?: boolean;
  mayWrite: boolean;
}

/** One lesson or rule with the buttons that move, rename and retire it: each a form of its own, working without script. */
export function ItemRow({ item, place, first, last, mayWrite }: Props) {
  const t = useTranslations('reading.curriculum');
  const format = useFormat();
  const locale = useLocale();
  const name = nameOfItem(item, locale);
  const others = [item.en, item.ur, item.ar].filter((one) => one && one !== name);
  const act = (op: 'up' | 'down' | 'retire' | 'restore', face: React.ReactNode, disabled = false) => (
    <Form key={op} action={moveItem}>
      <input type="hidden" name="id" value={item.id} />
      <input type="hidden" name="op" value={op} />
      <SubmitButton
        variant="ghost"
        size={op === 'up' || op === 'down' ? 'icon' : 'md'}
        disabled={disabled}
        aria-label={t(op === 'retire' ? 'retireOf' : op === 'restore' ? 'restoreOf' : op, { name })}
      >
        {face}
      </SubmitButton>
    </Form>
  );
  const arrow = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const;
  return (
    <li className="grid gap-1 px-4 py-2 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3">
        <span className="w-7 flex-none text-end text-ink-3 tabular">{place && format.digits(place)}</span>
        <span className="min-w-0 flex-[1_1_12rem] py-1">
          <bdi className="block font-medium">{name}</bdi>
          <span className="flex flex-wrap gap-x-3 text-caption text-ink-3">
            {others.map((one) => (
              <bdi key={one} dir="auto">
                {one}
              </bdi>
            ))}
          </span>
        </span>
        {mayWrite && (
          <span className="ms-auto flex items-center">
            {place && act('up', <ArrowUp {...arrow} />, first)}
            {place && act('down', <ArrowDown {...arrow} />, last)}
            {place ? act('retire', t('retire')) : act('restore', t('restore'))}
          </span>
        )}
      </div>
      {mayWrite && place && (
        <FoldedForm
          action={renameItem}
          room="reading"
          label={t('rename')}
          name={t('renameOf', { name })}
          line="ms-10 inline-flex min-h-tap items-center text-small text-emerald underline underline-offset-4"
          fields="pt-1 pb-3 sm:ps-10"
        >
          <input type="hidden" name="id" value={item.id} />
          <NameFields item={item} />
          <SubmitButton className="justify-self-start">{t('save')}</SubmitButton>
        </FoldedForm>
      )}
    </li>
  );
}
