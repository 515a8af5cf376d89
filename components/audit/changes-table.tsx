import { useTranslations } from 'next-intl';
import type { ChangeWords } from './words';

/** What was and what is, field by field. */
export function ChangesTable({ changes }: { changes: ChangeWords[] }) {
  const t = useTranslations('audit');
  return (
    <table className="w-full max-w-2xl border-collapse text-small">
      <caption className="sr-only">{t('changed')}</caption>
      <thead className="text-caption text-ink-3">
        <tr className="*:py-1 *:pe-3 *:text-start *:font-normal">
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('was')}</th>
          <th scope="col">{t('is')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, label, was, is }) => (
          <tr key={field} className="border-t border-line align-top *:py-1 *:pe-3 *:break-words">
            <th scope="row" className="w-1/4 text-start font-normal text-ink-3">
              {label}
            </th>
            <td className="w-3/8 text-ink-2">
              <bdi>{was}</bdi>
            </td>
            <td className="w-3/8">
              <bdi>{is}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
