import { useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { FoldedForm } from '@/components/forms/folded-form';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { addItem } from '@/lib/reading/curriculum/actions';
import { type Item, type ListName, taught } from '@/lib/reading/curriculum/rules';
import { ItemRow } from './item-row';
import { NameFields } from './name-fields';

interface Props {
  list: ListName;
  items: readonly Item[];
  mayWrite: boolean;
}

/** One list of the curriculum: what is taught in its order, then what is not taught now, then a new one. */
export function ItemList({ list, items, mayWrite }: Props) {
  const t = useTranslations('reading.curriculum');
  const now = taught(items);
  const retired = items.filter((item) => item.retired);
  const add = t(list === 'qaida' ? 'addQaida' : 'addRules');
  return (
    <Sheet
      title={t(list)}
      note={t('count', { count: now.length })}
      padded={false}
      className="max-w-3xl overflow-clip"
    >
      <ol className="divide-y divide-line">
        {now.map((item, at) => (
          <ItemRow
            key={item.id}
            item={item}
            place={at + 1}
            first={at === 0}
            last={at === now.length - 1}
            mayWrite={mayWrite}
          />
        ))}
      </ol>
      {retired.length > 0 && (
        <>
          <h3 className="border-t border-line px-4 pt-3 text-small font-medium text-ink-2 sm:px-6">
            {t('retired')}
          </h3>
          <ul className="divide-y divide-line">
            {retired.map((item) => (
              <ItemRow key={item.id} item={item} mayWrite={mayWrite} />
            ))}
          </ul>
        </>
      )}
      {mayWrite && (
        <FoldedForm
          action={addItem}
          room="reading"
          className="border-t border-line"
          label={add}
          line="flex min-h-tap items-center px-4 font-medium text-emerald underline underline-offset-4 sm:px-6"
          fields="px-4 pt-1 pb-4 sm:px-6"
        >
          <input type="hidden" name="list" value={list} />
          <input type="hidden" name="id" value={v7()} />
          <NameFields />
          <SubmitButton className="justify-self-start">{t('add')}</SubmitButton>
        </FoldedForm>
      )}
    </Sheet>
  );
}
