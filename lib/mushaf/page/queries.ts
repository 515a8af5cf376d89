import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, type LocalDate } from '@/lib/core/time';
import { dayPlans } from '@/lib/lessons/day/rules';
import { lineLayoutOf, pageSpan } from '@/lib/quran/lines';
import { pageCount } from '@/lib/quran/mushaf';
import { getMarks, getReadingChild, LOOK_BACK_DAYS } from '../queries';
import { lessonPage, type ReadPage } from './rules';

/** What a page of a child's mushaf shows: three queries. @returns undefined when the print has no such page */
export async function readPage(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    page: asked,
    kind,
    today,
  }: {
    institutionId: string;
    studentId: string;
    /** `today`: where the day's lesson is, of a kind when one is given. */
    page: number | 'today';
    kind?: string | undefined;
    today: LocalDate;
  },
): Promise<ReadPage | undefined> {
  const child = await getReadingChild(tx, { institutionId, studentId, date: today });
  const layout = lineLayoutOf(child.mushaf);
  const day = dayPlans(child);
  const page = asked === 'today' ? (lessonPage(layout, day, kind) ?? 1) : asked;
  if (page < 1 || page > pageCount(layout)) return undefined;
  const [from, to] = pageSpan(layout, page);
  const found = await getMarks(tx, {
    institutionId,
    studentId,
    ayat: [from.ayah, to.ayah],
    since: addDays(today, -LOOK_BACK_DAYS),
  });
  return { child, layout, page, day, ...found };
}
