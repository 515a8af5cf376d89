import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { type Grant, openedOf, type TrailLine, trailKind } from '../rules';

type Entry = {
  id: string;
  at: Date;
  action: string;
  subject: string;
  subjectId: string | null;
  detail: { path?: string; what?: string };
};

/** More lines than this are counted, not shown. */
export const TRAIL_SHOWN = 500;

/** What a visit opened, tried and changed, out of the chain, newest first.
 *  @returns its lines and how many there are in all */
export async function listTrail(
  tx: TenantTx,
  scope: Scope,
  { id, requestedBy }: Pick<Grant, 'id' | 'requestedBy'>,
): Promise<{ lines: TrailLine[]; total: number }> {
  const institutionId = scope.institution.id;
  const found = await tx.$queryRaw<(Entry & { total: number })[]>`
    SELECT a.id, a.at, a.action, a.subject, a.subject_id AS "subjectId", a.detail, (count(*) OVER ())::int AS total
    FROM audit_entries a
    WHERE a.institution_id = ${institutionId}::uuid AND (a.user_id = ${requestedBy}::uuid OR a.subject_id = ${id}::uuid)
      AND a.detail->>'grant' = ${id}
    ORDER BY a.seq DESC LIMIT ${TRAIL_SHOWN}`;
  const entries = found.map((entry) => ({
    ...entry,
    kind: trailKind(entry.action),
    opened: entry.detail.path === undefined ? null : openedOf(entry.detail.path),
  }));
  const named = await namesOf(
    tx,
    scope,
    entries.flatMap(
      ({ opened, subjectId, kind }) => opened?.id ?? (kind === 'changed' ? subjectId : null) ?? [],
    ),
  );
  return {
    total: found[0]?.total ?? 0,
    lines: entries.map(({ id: line, at, action, kind, opened, subjectId, detail }) => {
      const name = named.get(opened?.id ?? subjectId ?? '');
      return {
        id: line,
        at,
        action,
        kind,
        opened,
        what: detail.what ?? null,
        name: name?.name ?? null,
        nativeName: name?.nativeName ?? null,
      };
    }),
  };
}

type Name = { id: string; name: string; nativeName: string | null };

/** Names of whatever the ids name in this institution; an erased row has none. */
async function namesOf(tx: TenantTx, scope: Scope, ids: string[]): Promise<Map<string, Name>> {
  if (ids.length === 0) return new Map();
  const institution = scope.institution.id;
  const rows = await tx.$queryRaw<Name[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName" FROM students s WHERE s.institution_id = ${institution}::uuid AND s.id = ANY (${ids}::uuid[])
    UNION ALL SELECT g.id, g.name, g.native_name FROM guardians g WHERE g.institution_id = ${institution}::uuid AND g.id = ANY (${ids}::uuid[])
    UNION ALL SELECT h.id, h.name, h.native_name FROM halqas h WHERE h.institution_id = ${institution}::uuid AND h.id = ANY (${ids}::uuid[])
    UNION ALL SELECT t.id, t.name, t.native_name FROM staff t WHERE t.institution_id = ${institution}::uuid AND t.id = ANY (${ids}::uuid[])
    UNION ALL SELECT c.id, c.name, c.native_name FROM campuses c WHERE c.institution_id = ${institution}::uuid AND c.id = ANY (${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
