import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import { type LineLayout, pageKeys, pageSpan, placeKey } from '@/lib/quran/lines';
import { pageCount } from '@/lib/quran/mushaf';
import type { HeatChild, HeatHalqa, PageHeat, Tripped } from './rules';

interface Window {
  readonly institutionId: string;
  readonly since: LocalDate;
  readonly layout: LineLayout;
}

/** One row per page with marks, whatever their number: the database sorts places into pages. */
export async function getChildHeat(
  tx: TenantTx,
  { institutionId, studentId, since, layout }: Window & { studentId: string },
): Promise<PageHeat[]> {
  return tx.$queryRaw<PageHeat[]>`
    SELECT width_bucket(m.ayah * 256 + coalesce(m.word, 1), ${pageKeys(layout)}::int[]) AS page,
      count(*)::int AS count, 1 AS children
    FROM lesson_mistakes m
    WHERE m.institution_id = ${institutionId}::uuid AND m.student_id = ${studentId}::uuid AND m.undone_at IS NULL
      AND m.date >= ${since}::date
    GROUP BY 1 ORDER BY 1`;
}

/** A halqa of others is NOT_FOUND. */
export async function getHeatHalqa(
  tx: TenantTx,
  { institutionId, halqaId }: { institutionId: string; halqaId: string },
): Promise<HeatHalqa> {
  const [halqa] = await tx.$queryRaw<HeatHalqa[]>`
    SELECT h.id, h.name, h.native_name AS "nativeName", count(s.id)::int AS size,
      coalesce(mode() WITHIN GROUP (ORDER BY coalesce(s.mushaf, i.mushaf)), i.mushaf) AS layout,
      count(DISTINCT coalesce(s.mushaf, i.mushaf))::int AS prints
    FROM halqas h JOIN institutions i ON i.id = h.institution_id
    LEFT JOIN students s ON s.institution_id = h.institution_id AND s.halqa_id = h.id AND s.status = 'ACTIVE'
    WHERE h.institution_id = ${institutionId}::uuid AND h.id = ${halqaId}::uuid
    GROUP BY h.id, h.name, h.native_name, i.mushaf`;
  if (!halqa) throw new AppError('NOT_FOUND', 'notFound');
  return halqa;
}

/** The same for the children who sit in a halqa now, wherever they sat when it happened. */
export async function getHalqaHeat(
  tx: TenantTx,
  { institutionId, halqaId, since, layout }: Window & { halqaId: string },
): Promise<PageHeat[]> {
  return tx.$queryRaw<PageHeat[]>`
    SELECT width_bucket(m.ayah * 256 + coalesce(m.word, 1), ${pageKeys(layout)}::int[]) AS page,
      count(*)::int AS count, count(DISTINCT m.student_id)::int AS children
    FROM students s JOIN lesson_mistakes m ON m.institution_id = s.institution_id AND m.student_id = s.id
      AND m.undone_at IS NULL AND m.date >= ${since}::date
    WHERE s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid AND s.status = 'ACTIVE'
    GROUP BY 1 ORDER BY 1`;
}

const MOST_PER_CHILD = 20;

/** Who of a halqa stumbled on a page and where: the evidence of a cell, most marks first. */
export async function getTripped(
  tx: TenantTx,
  { institutionId, halqaId, since, layout, page }: Window & { halqaId: string; page: number },
): Promise<Tripped[]> {
  const [from, to] = pageSpan(layout, page);
  return tx.$queryRaw<Tripped[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName",
      (jsonb_agg(jsonb_build_object('date', m.date, 'kind', m.kind, 'ayah', m.ayah, 'word', m.word)
        ORDER BY m.date DESC, m.ayah, m.word)) AS marks
    FROM students s CROSS JOIN LATERAL (
      SELECT x.date, x.kind, x.ayah, x.word FROM lesson_mistakes x
      WHERE x.institution_id = s.institution_id AND x.student_id = s.id AND x.undone_at IS NULL AND x.date >= ${since}::date
        AND x.ayah * 256 + coalesce(x.word, 1) BETWEEN ${placeKey(from)} AND ${placeKey(to)}
      ORDER BY x.date DESC LIMIT ${MOST_PER_CHILD}
    ) m
    WHERE s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid AND s.status = 'ACTIVE'
    GROUP BY s.id, s.name, s.native_name, s.sort_name
    ORDER BY count(*) DESC, s.sort_name`;
}

/** The child of a heat map, and the print whose pages it is drawn by. A foreign child is NOT_FOUND. */
export async function getHeatChild(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<HeatChild> {
  const [child] = await tx.$queryRaw<HeatChild[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", coalesce(s.mushaf, i.mushaf) AS layout
    FROM students s JOIN institutions i ON i.id = s.institution_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  if (!child) throw new AppError('NOT_FOUND', 'notFound');
  return child;
}

/** The map of a halqa, with who tripped on one page when it is opened: four queries, whatever the halqa's history. */
export async function readHalqaHeat(
  tx: TenantTx,
  {
    institutionId,
    halqaId,
    since,
    page,
  }: { institutionId: string; halqaId: string; since: LocalDate; page?: number | undefined },
): Promise<{ halqa: HeatHalqa; rows: PageHeat[]; people: number; tripped: Tripped[] | undefined }> {
  const halqa = await getHeatHalqa(tx, { institutionId, halqaId });
  const window = { institutionId, halqaId, since, layout: halqa.layout };
  const rows = await getHalqaHeat(tx, window);
  const [{ people } = { people: 0 }] = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM students s
    WHERE s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid AND s.status = 'ACTIVE'
      AND EXISTS (SELECT 1 FROM lesson_mistakes m WHERE m.institution_id = s.institution_id AND m.student_id = s.id
        AND m.undone_at IS NULL AND m.date >= ${since}::date)`;
  const known = page !== undefined && page <= pageCount(halqa.layout);
  return { halqa, rows, people, tripped: known ? await getTripped(tx, { ...window, page }) : undefined };
}
