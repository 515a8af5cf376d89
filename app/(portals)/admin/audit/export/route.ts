import { getAuditWords } from '@/components/audit/words';
import { csvLines, writeCsv } from '@/lib/adapters/sheet/csv';
import { noteExport } from '@/lib/audit/mutations';
import { getLastSeq, getTrailPiece } from '@/lib/audit/queries';
import { trailFilter } from '@/lib/audit/schema';
import { auditActions } from '@/lib/core/audit-actions';
import { requireExportScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { logFault } from '@/lib/core/log';
import { refuse } from '@/lib/core/route';
import { localDateAt } from '@/lib/core/time';

/** So many entries a transaction: well inside the life of a context, and little memory. */
const PIECE = 1000;

/** The trail as it is filtered, oldest first, with the fingerprints; piece by piece, so that its length is no matter. */
export async function GET(request: Request): Promise<Response> {
  try {
    const scope = await requireExportScope('audit:read');
    const filter = trailFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const { id: institutionId, timeZone } = scope.institution;
    const [t, words, format] = await Promise.all([
      getTranslations('audit.csv'),
      getAuditWords(scope.institution),
      getFormat(),
    ]);
    const until = await inTenant(scope, async (tx) => {
      await noteExport(tx, { institutionId, filter });
      return getLastSeq(tx, institutionId);
    });
    const header = (['line', 'day', 'time', 'who', 'role', 'what', 'changes', 'notes', 'hash'] as const).map(
      (word) => t(word),
    );
    const saying = words.saying(filter.q, auditActions);
    let after = 0;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(encoder.encode(writeCsv(header, []))),
      pull: async (stream) => {
        try {
          const piece = await inTenant(scope, (tx) =>
            getTrailPiece(tx, { institutionId, timeZone }, { filter, saying, after, until, limit: PIECE }),
          );
          const lines = piece.entries.map((entry) => [
            String(entry.seq),
            localDateAt(entry.at, timeZone),
            format.time(entry.at, timeZone),
            words.who(entry),
            words.role(entry.role),
            words.sentence(entry, piece.places),
            words
              .changes(entry, piece.places)
              .map(({ label, was, is }) => t('changeLine', { field: label, from: was, to: is }))
              .join('; '),
            words.notes(entry).join('; '),
            entry.hash,
          ]);
          stream.enqueue(encoder.encode(csvLines(plain(lines))));
          after = piece.entries.at(-1)?.seq ?? until;
          if (piece.entries.length < PIECE) stream.close();
        } catch (error) {
          logFault(error, 'audit:read');
          stream.error(error);
        }
      },
    });
    return new Response(body, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="audit-${scope.today}.csv"`,
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    return refuse(error, 'audit:read');
  }
}

/** A spreadsheet shows isolates as boxes. */
const plain = (lines: string[][]) =>
  lines.map((cells) => cells.map((cell) => cell.replace(/[\u2068\u2069]/g, '')));
