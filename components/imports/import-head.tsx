import { useTranslations } from 'next-intl';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { useFormat } from '@/lib/core/i18n/get-format';
import { isolate } from '@/lib/core/i18n/isolate';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { missingFields } from '@/lib/imports/columns/rules';
import type { ImportView, Tally } from '@/lib/imports/view/schema';
import { type ImportStep, ImportSteps } from './import-steps';

function stepOf({ state, sure, kind, mapping }: ImportView): ImportStep {
  if (state === 'READY') return sure && missingFields(kind, mapping).length === 0 ? 'check' : 'columns';
  return state === 'UPLOADED' || state === 'CHECKING' || state === 'FAILED' || state === 'DISCARDED'
    ? 'upload'
    : 'done';
}

/** The file's name and how it stands, with the stations of its way. */
export function ImportHead({ view, tally, timeZone }: { view: ImportView; tally: Tally; timeZone: string }) {
  const t = useTranslations('imports');
  const format = useFormat();
  const file = isolate(view.fileName || t('upload.pasted'));
  const { outcomes } = tally;
  const left = outcomes.NONE ?? 0;
  const day = (at: Date) => format.date(localDateAt(at, timeZone));
  const unread = view.header.length === 0;
  return (
    <PageHead
      trail={
        <Trail
          steps={[{ href: routes.imports, label: t('title') }]}
          here={<bdi>{view.fileName || t('upload.pasted')}</bdi>}
        />
      }
      title={unread ? t('title') : t(`heads.${view.kind}`)}
      actions={<ImportSteps now={stepOf(view)} />}
      lead={
        <>
          {unread ? file : t('about', { file, rows: view.totalRows })}
          {view.state === 'READY' && <b className="block font-semibold text-ink">{t('nothingSaved')}</b>}
          {view.state === 'DONE' && view.committedAt && (
            <span className="block">
              {t(view.erasedAt && left ? 'report.leadErased' : 'report.lead', {
                date: day(view.committedAt),
                left,
              })}
            </span>
          )}
          {view.state === 'UNDONE' && view.undoneAt && (
            <span className="block">
              {t('undo.doneLead', { date: day(view.undoneAt), kept: outcomes.KEPT ?? 0 })}
              {tally.alone > 0 && ` ${t('undo.alone', { count: tally.alone })}`}
            </span>
          )}
        </>
      }
    />
  );
}
