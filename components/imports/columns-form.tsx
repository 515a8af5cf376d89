import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { correctColumns } from '@/lib/imports/actions';
import { missingFields } from '@/lib/imports/columns/rules';
import { fieldNames } from '@/lib/imports/columns/schema';
import { IMPORT_KINDS, LEFT_OUT } from '@/lib/imports/schema';
import type { ImportView } from '@/lib/imports/view/schema';
import { fieldWord } from './sentences';

/** What each column of the file was taken for; every meaning can be corrected, and the rows are judged again. */
export function ColumnsForm({ view }: { view: ImportView }) {
  const { id, kind, header, mapping, sure } = view;
  const t = useTranslations('imports');
  const missing = missingFields(kind, mapping);
  const unknown = header.filter((_, i) => !mapping[i]).filter(Boolean);
  const known = mapping.filter(Boolean).length;
  const fields = fieldNames(kind).map((field) => ({ value: field, label: fieldWord(t, field) }));
  const options = [{ value: LEFT_OUT, label: t('columns.leave') }, ...fields];
  const isOpen = !sure || missing.length > 0 || unknown.length > 0;
  return (
    <details open={isOpen} className="group min-w-0 rounded-card border border-line bg-sheet shadow-raised">
      <summary className="flex min-h-tap cursor-pointer flex-wrap items-baseline gap-x-3 px-4 py-4 sm:px-6">
        <h2>{t('columns.title')}</h2>
        <span className="text-caption text-ink-3">{t('columns.note', { known, total: header.length })}</span>
      </summary>
      <div className="grid gap-4 px-4 pb-5 sm:px-6">
        {!sure && <Notice tone="warn" title={t('columns.unsure')} />}
        {missing.length > 0 && (
          <Notice
            tone="bad"
            title={t('columns.missing', { names: missing.map((field) => fieldWord(t, field)).join(', ') })}
          />
        )}
        {unknown.length > 0 && (
          <Notice tone="info">{t('columns.unknown', { names: unknown.join(', ') })}</Notice>
        )}
        <Form action={correctColumns} room="imports">
          <input type="hidden" name="id" value={id} />
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
            <SelectField
              name="kind"
              label={t('upload.kind')}
              required
              options={IMPORT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              defaultValue={kind}
            />
            {header.map((name, i) => (
              <SelectField
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, names may repeat
                key={i}
                name={`columns[${i}]`}
                label={<bdi>{name || t('columns.unnamed', { place: i + 1 })}</bdi>}
                required
                options={options}
                defaultValue={mapping[i] ?? LEFT_OUT}
              />
            ))}
          </div>
          <div>
            <SubmitButton variant="secondary">{t('columns.again')}</SubmitButton>
          </div>
        </Form>
      </div>
    </details>
  );
}
