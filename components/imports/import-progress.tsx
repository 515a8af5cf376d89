import { useTranslations } from 'next-intl';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { ButtonLink } from '@/components/ui/button';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Sheet } from '@/components/ui/sheet';
import { routes } from '@/lib/core/routes';
import type { ImportView } from '@/lib/imports/view/schema';

/** Work under way: how far it is, that one may leave, and a way to look again without script. */
export function ImportProgress({ view }: { view: ImportView }) {
  const t = useTranslations('imports.progress');
  const { state, doneRows, totalRows } = view;
  const doing = state === 'COMMITTING' || state === 'UNDOING' ? state : 'CHECKING';
  return (
    <Sheet>
      <div className="grid max-w-2xl gap-4" role="status">
        <p className="text-lead">{t(doing)}</p>
        <ProgressBar
          value={doneRows}
          max={totalRows}
          label={t(doing)}
          figure={totalRows > 0 ? t('of', { done: doneRows, total: totalRows }) : undefined}
        />
        <p className="text-small text-ink-2">{t('leave')}</p>
      </div>
      <div className="mt-4">
        <ButtonLink href={routes.import(view.id)}>{t('again')}</ButtonLink>
      </div>
      <AutoRefresh seconds={1} />
    </Sheet>
  );
}
