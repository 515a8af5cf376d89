import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { Ledger } from '@/components/ui/ledger';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { undoImport } from '@/lib/imports/actions';
import { mayUndo } from '@/lib/imports/rules';
import { IMPORT_KINDS, type ImportKind } from '@/lib/imports/schema';
import type { ImportView, Tally } from '@/lib/imports/view/schema';

const REGISTERS: Record<ImportKind, string> = {
  HALQAS: routes.halqas,
  ASATIDHA: routes.staff,
  STUDENTS: routes.students,
  DIARY: routes.students,
};
const ORDER = ['CREATED', 'FILLED', 'UNCHANGED', 'SKIPPED', 'UNDONE', 'KEPT', 'NONE'] as const;

interface Props {
  view: ImportView;
  tally: Tally;
  now: Date;
  timeZone: string;
}

/** What became of an import, where to go next, and for thirty days the way back. */
export function ImportReport({ view, tally, now, timeZone }: Props) {
  const t = useTranslations('imports');
  const format = useFormat();
  const day = (at: Date) => format.date(localDateAt(at, timeZone));
  const next = IMPORT_KINDS[IMPORT_KINDS.indexOf(view.kind) + 1];
  const entries = ORDER.flatMap((outcome) => {
    const count = tally.outcomes[outcome] ?? 0;
    return count > 0 ? [{ key: outcome, figure: format.number(count), label: t(`outcomes.${outcome}`) }] : [];
  });
  return (
    <>
      <Ledger entries={entries} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={REGISTERS[view.kind]} variant="primary">
          {t('report.open', { kind: view.kind })}
        </ButtonLink>
        {next && view.state === 'DONE' && (
          <ButtonLink href={routes.imports}>{t('report.next', { kind: t(`kinds.${next}`) })}</ButtonLink>
        )}
      </div>
      {mayUndo(view, now) && view.undoUntil && (
        <Sheet title={t('undo.title')}>
          <Form action={undoImport} room="imports" className="justify-items-start gap-4!">
            <p className="text-ink-2">{t('undo.body', { date: day(view.undoUntil) })}</p>
            <input type="hidden" name="id" value={view.id} />
            <SubmitButton variant="danger">{t('undo.submit')}</SubmitButton>
          </Form>
        </Sheet>
      )}
    </>
  );
}
