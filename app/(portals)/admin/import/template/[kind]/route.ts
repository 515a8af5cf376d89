import { notFound } from 'next/navigation';
import { fieldWord } from '@/components/imports/sentences';
import { writeCsv } from '@/lib/adapters/sheet/csv';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { templateHeader } from '@/lib/imports/columns/rules';
import { IMPORT_KINDS } from '@/lib/imports/schema';

/** A blank file of one kind, to fill in: its header in the reader's language. */
export async function GET(_: Request, { params }: RouteContext<'/admin/import/template/[kind]'>) {
  await requireScope('imports:run');
  const name = (await params).kind;
  const kind = IMPORT_KINDS.find((known) => known.toLowerCase() === name);
  if (!kind) notFound();
  const t = await getTranslations('imports');
  return new Response(
    writeCsv(
      templateHeader(kind, (field) => fieldWord(t, field)),
      [],
    ),
    {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="hifzpro-${name}.csv"`,
        'Cache-Control': 'no-store',
      },
    },
  );
}
