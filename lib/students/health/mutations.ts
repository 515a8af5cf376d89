import 'server-only';
import { v7 } from 'uuid';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { isSealed, seal, unseal } from '@/lib/core/vault';

type NotePlace = { institutionId: string; noteId: string };

const placeOf = ({ institutionId, noteId }: NotePlace) => ({
  owner: institutionId,
  table: 'student_notes',
  column: 'body',
  row: noteId,
});

/** Words on health as they are stored: sealed, and of use in this one row alone. */
export const sealHealth = (place: NotePlace, words: string): Promise<string> => seal(placeOf(place), words);

/**
 * A child's notes on health, opened. Whoever opens them stands in the history, by the same transaction: no entry, no
 * words. The policies give the rows to admins alone.
 * @returns the words by the note's id
 */
export async function openHealthNotes(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<Map<string, string>> {
  const notes = await tx.studentNote.findMany({
    where: { institutionId, studentId, kind: 'HEALTH' },
    select: { id: true, body: true },
  });
  if (notes.length === 0) return new Map();
  const opened = await Promise.all(
    notes.map(
      async ({ id, body }): Promise<[string, string]> => [
        id,
        // A row from before the vault lies open until the next start seals it.
        isSealed(body) ? await unseal(placeOf({ institutionId, noteId: id }), body) : body,
      ],
    ),
  );
  await appendAudit(tx, { action: 'student.healthRead', subject: 'student', subjectId: studentId }, v7());
  return new Map(opened);
}
