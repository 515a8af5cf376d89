import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, type LocalDate } from '@/lib/core/time';
import { dayPlans } from '@/lib/lessons/day/rules';
import { lineLayoutOf, pageSpan } from '@/lib/quran/lines';
import { pageCount } from '@/lib/quran/mushaf';
import { getRevisionToday } from '@/lib/revision/today/queries';
import { getMarks, getReadingChild, LOOK_BACK_DAYS } from '../queries';
import { lessonPage, type ReadPage } from './rules';

/** What a page of a child's mushaf shows: the queries of the day's manzil and three more. @returns undefined when the print has no such page */
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
  const kept = await getReadingChild(tx, { institutionId, studentId, date: today });
  // As the register of the session has it: manzil of this very day, not of the last saving.
  const due = (await getRevisionToday(tx, { institutionId, children: [kept], on: today })).get(studentId);
  const child = due ? { ...kept, nextManzil: due.manzil } : kept;
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
