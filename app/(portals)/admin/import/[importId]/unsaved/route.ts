import { v7, validate } from 'uuid';
import { issueSentence } from '@/components/imports/sentences';
import { writeCsv } from '@/lib/adapters/sheet/csv';
import { requireExportScope } from '@/lib/core/auth/scope';
import { appendAudit } from '@/lib/core/db/jobs';
import { inTenant } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { getTranslations } from '@/lib/core/i18n/translations';
import { refuse } from '@/lib/core/route';
import { getImport, listUnsaved } from '@/lib/imports/queries';

type Context = RouteContext<'/admin/import/[importId]/unsaved'>;

/** The rows that are not in the register, as they came, each with its place in the file and the reasons in words. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const scope = await requireExportScope('imports:run');
    const { importId: id } = await params;
    if (!validate(id)) throw new AppError('NOT_FOUND', 'notFound');
    const of = { institutionId: scope.institution.id, id };
    const found = await inTenant(scope, async (tx) => {
      const view = await getImport(tx, of);
      if (!view || view.erasedAt) return;
      await appendAudit(tx, { action: 'imports.exported', subject: 'import', subjectId: id }, v7());
      return { view, rows: await listUnsaved(tx, of) };
    });
    if (!found) throw new AppError('NOT_FOUND', 'notFound');
    const t = await getTranslations('imports');
    // A shifted row has more cells than the header; none of them is dropped.
    const width = Math.max(found.view.header.length, ...found.rows.map(({ cells }) => cells.length));
    const header = Array.from({ length: width }, (_, i) => found.view.header[i] ?? '');
    const lines = found.rows.map(({ rowNo, cells, issues, verdict }) => {
      const refusals = issues.filter(({ severity }) => severity === 'refusal');
      const reasons =
        refusals.length > 0 ? refusals : issues.filter(({ severity }) => severity === 'warning');
      const said = reasons.map((issue) => issueSentence(t, issue).replace(/[\u2068\u2069]/g, ''));
      const all = verdict !== 'REFUSED' ? [t('csv.undecided'), ...said] : said;
      return [...header.map((_, i) => cells[i] ?? ''), String(rowNo), all.join(' ')];
    });
    return new Response(writeCsv([...header, t('csv.row'), t('csv.reason')], lines), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="not-saved.csv"',
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    return refuse(error, 'imports:run');
  }
}
