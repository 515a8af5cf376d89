import 'server-only';
import { joinSql, type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameWords } from '@/lib/core/name';
import { prefixRange } from '@/lib/students/rules';
import { phoneSearch } from '../rules';
import type { GuardianListQuery, GuardianRow } from './schema';

export const GUARDIANS_PER_PAGE = 30;

function found(institutionId: string, query: string, country: string): Sql[] {
  const phone = phoneSearch(query, country);
  if (phone) {
    const value =
      'exact' in phone ? sql`c.value = ${phone.exact}` : sql`position(${phone.part} in c.value) > 0`;
    return [
      sql`g.id IN (SELECT c.guardian_id FROM guardian_contacts c
        WHERE c.institution_id = ${institutionId}::uuid AND c.kind = 'PHONE' AND ${value})`,
    ];
  }
  return nameWords(query)
    .slice(0, 6)
    .map((word) => {
      const { from, to } = prefixRange(word);
      return sql`g.id IN (SELECT w.guardian_id FROM guardian_words w
        WHERE w.institution_id = ${institutionId}::uuid AND w.word >= ${from} AND w.word < ${to})`;
    });
}

/** One page of the guardians, by name; how many match, and how many there are at all. */
export async function listGuardians(
  tx: TenantTx,
  { institutionId, country, query }: { institutionId: string; country: string; query: GuardianListQuery },
): Promise<{ rows: GuardianRow[]; total: number; all: number }> {
  const where = [sql`g.institution_id = ${institutionId}::uuid`, ...found(institutionId, query.q, country)];
  const matching = joinSql(where, ' AND ');
  // Counted beside the page's own rows, which come in the order of an index, no more than asked for.
  const rows = await tx.$queryRaw<(GuardianRow & { total: number })[]>`
    SELECT g.id, g.name, g.native_name AS "nativeName", g.language,
      (SELECT count(*) FROM guardians g WHERE ${matching})::int AS total,
      (SELECT app.contact(c.value) FROM guardian_contacts c WHERE c.institution_id = g.institution_id AND c.guardian_id = g.id
        AND c.kind = 'PHONE' ORDER BY c.is_primary DESC, c.id LIMIT 1) AS phone,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) ORDER BY s.sort_name), '[]')
        FROM guardianships k JOIN students s ON s.institution_id = k.institution_id AND s.id = k.student_id
        WHERE k.institution_id = g.institution_id AND k.guardian_id = g.id) AS children
    FROM (SELECT g.* FROM guardians g WHERE ${matching}
      ORDER BY g.sort_name, g.id LIMIT ${GUARDIANS_PER_PAGE} OFFSET ${(query.page - 1) * GUARDIANS_PER_PAGE}) g
    ORDER BY g.sort_name, g.id`;
  const total = rows[0]?.total ?? 0;
  const all = query.q || rows.length === 0 ? await tx.guardian.count({ where: { institutionId } }) : total;
  return { rows: rows.map(({ total: _, ...row }) => row), total, all };
}
