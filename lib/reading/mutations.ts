import 'server-only';
import { v7 } from 'uuid';
import { checkDay, type Recorder, reportAgain, takeAttendance } from '@/lib/attendance/mutations';
import { changesBetween, withheld } from '@/lib/audit/changes/rules';
import { appendAuditMany } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { type MushafLayout, pageCount, pageFromPrinted, printedPage } from '@/lib/quran/mushaf';
import { linesOf } from './rules';
import type { MarkStep, RecordReading } from './schema';

type Child = { id: string; campusId: string; programme: string; mushaf: MushafLayout; status: string | null };
type Row = Record<string, unknown> & { id: string; student_id: string };

/**
 * Writes what children read in a session; saving it again corrects it. A lesson of the qaida that is read for the first
 * time counts as introduced; whoever reads and has no mark yet is present. A foreign or moved child is NOT_FOUND, one
 * marked absent or of another programme INVALID; nothing is written.
 * @returns how many records are new or different
 */
export async function recordReadings(
  tx: TenantTx,
  inputs: readonly RecordReading[],
  who: Recorder,
): Promise<{ changed: number }> {
  const late = inputs.filter((input) => checkDay(input, who));
  const slots = [
    ...new Map(inputs.map((one) => [[one.studentId, one.date, one.session].join(), one])).values(),
  ];
  const children = await readChildren(tx, slots, who);
  const rows = slots.map((slot, at) => rowOf(slot, children[at]!));
  const changed = await writeRows(tx, rows, who);
  await markPresent(
    tx,
    slots.filter((_, at) => children[at]!.status === null),
    who,
  );
  const isChanged = ({ studentId, date, session }: RecordReading) =>
    changed.some((one) => one.studentId === studentId && one.date === date && one.session === session);
  await writeSteps(
    tx,
    // Of a saving that has a place among others nothing new means that it came before, or was overtaken on the way.
    slots.flatMap((slot, at) => (slot.said && !isChanged(slot) ? [] : stepsOf(slot, children[at]!))),
    who,
  );
  const told = slots.filter(({ studentId }) => changed.some((one) => one.studentId === studentId));
  await reportAgain(
    tx,
    told.map(({ halqaId, date, session }) => ({ halqaId, date, session })),
    who,
  );
  await appendAuditMany(
    tx,
    changed.flatMap(({ studentId, date, session, was }) => {
      const asked = late.find(
        (one) => one.studentId === studentId && one.date === date && one.session === session,
      );
      const is = rows.find(
        (row) => row.student_id === studentId && row.date === date && row.session === session,
      );
      if (!asked || !is) return [];
      const changes = changesBetween(was && heardOf(was), heardOf(is));
      // Said again as it stood: that corrects nothing.
      if (Object.keys(changes).length === 0) return [];
      const detail = {
        date,
        session: asked.session,
        kind: asked.kind,
        reason: asked.correctionReason,
        ...changes,
      };
      return [{ action: 'reading.corrected' as const, subject: 'student', subjectId: studentId, detail }];
    }),
  );
  return { changed: changed.length };
}

const part = (page: unknown, line: unknown) => [page, line].filter((one) => one != null).join(':');

const heardOf = (row: Record<string, unknown>) => ({
  readingPlace: [
    ...(row.item ? [String(row.item)] : []),
    `${part(row.from_page, row.from_line)}–${part(row.to_page, row.to_line)}`,
  ].join(' '),
  grade: String(row.grade),
  atak: Number(row.atak),
  lahnJali: Number(row.lahn_jali),
  lahnKhafi: Number(row.lahn_khafi),
  tajweed: Number(row.tajweed),
  remark: withheld(row.remark as string | null | undefined),
  listener: String(row.listener),
});

/** The children as they stand, in the order of the slots; each of its own halqa and programme. */
async function readChildren(tx: TenantTx, slots: readonly RecordReading[], who: Recorder): Promise<Child[]> {
  const keys = slots.map(({ studentId, halqaId, date, session }, at) => ({
    at,
    student_id: studentId,
    halqa_id: halqaId,
    date,
    session,
  }));
  const children = await tx.$queryRaw<Child[]>`
    SELECT s.id, s.campus_id AS "campusId", s.programme, coalesce(s.mushaf, i.mushaf) AS mushaf, a.status
    FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k(at int, student_id uuid, halqa_id uuid, date date, session text)
    JOIN students s ON s.institution_id = ${who.institution.id}::uuid AND s.id = k.student_id
      AND s.halqa_id = k.halqa_id AND s.status = 'ACTIVE'
    JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN attendance a ON a.institution_id = s.institution_id AND a.student_id = s.id AND a.date = k.date AND a.session = k.session
    ORDER BY k.at`;
  if (children.length !== slots.length) throw new AppError('NOT_FOUND', 'notFound');
  return children;
}

/** A printed page of the child's mushaf as we count it. Throws `pageBeyond` at the field. */
function pageOfPrint(mushaf: MushafLayout, printed: number, field: string): number {
  const page = pageFromPrinted(mushaf, printed);
  if (page !== undefined) return page;
  const [first, last] = [printedPage(mushaf, 1), printedPage(mushaf, pageCount(mushaf))];
  throw new AppError('INVALID', 'pageBeyond', { field, params: { page: printed, first, last } });
}

function checkLine(mushaf: MushafLayout, line: number, field: string): void {
  const lines = linesOf(mushaf);
  if (line > lines) throw new AppError('INVALID', 'lineBeyond', { field, params: { line, lines } });
}

function rowOf(slot: RecordReading, child: Child): Row {
  if (child.programme !== slot.kind) throw new AppError('INVALID', 'otherProgramme');
  if (child.status === 'ABSENT' || child.status === 'LEAVE') throw new AppError('INVALID', 'markedAway');
  const nazra = slot.kind === 'NAZRA';
  if (nazra) {
    checkLine(child.mushaf, slot.fromLine, 'fromLine');
    checkLine(child.mushaf, slot.toLine, 'toLine');
  }
  return {
    id: slot.id,
    student_id: slot.studentId,
    campus_id: child.campusId,
    halqa_id: slot.halqaId,
    date: slot.date,
    session: slot.session,
    kind: slot.kind,
    mushaf: nazra ? child.mushaf : null,
    from_page: nazra ? pageOfPrint(child.mushaf, slot.fromPage!, 'fromPage') : null,
    to_page: nazra ? pageOfPrint(child.mushaf, slot.toPage!, 'toPage') : null,
    item: nazra ? null : slot.item,
    from_line: slot.fromLine,
    to_line: slot.toLine,
    grade: slot.grade,
    atak: slot.atak,
    lahn_jali: slot.lahnJali,
    lahn_khafi: slot.lahnKhafi,
    tajweed: slot.tajweed,
    remark: slot.remark || null,
    listener: slot.listener,
    said_by: slot.said?.by,
    said_no: slot.said?.no,
  };
}

type Written = { studentId: string; date: string; session: string; was: Record<string, unknown> | null };

/** @returns every record that is new or different, with what stood there before */
async function writeRows(tx: TenantTx, rows: readonly Row[], who: Recorder): Promise<Written[]> {
  return tx.$queryRaw<Written[]>`
    WITH said AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
        id uuid, student_id uuid, campus_id uuid, halqa_id uuid, date date, session text, kind text, mushaf text,
        from_page int, to_page int, item text, from_line int, to_line int, grade text, atak int, lahn_jali int,
        lahn_khafi int, tajweed int, remark text, listener text, said_by uuid, said_no int)
    ), before AS (
      SELECT r.student_id, r.date, r.session, to_jsonb(r) AS was FROM reading_records r
      JOIN said k USING (student_id, date, session, kind) WHERE r.institution_id = ${who.institution.id}::uuid
    ), met AS (
      INSERT INTO halqa_sessions (institution_id, id, halqa_id, campus_id, date, session)
      SELECT h.institution_id, gen_random_uuid(), h.id, h.campus_id, k.date, k.session
      FROM (SELECT DISTINCT halqa_id, date, session FROM said) k
      JOIN halqas h ON h.institution_id = ${who.institution.id}::uuid AND h.id = k.halqa_id
      ON CONFLICT (institution_id, halqa_id, date, session) DO NOTHING
    ), written AS (
      INSERT INTO reading_records AS r (institution_id, id, student_id, campus_id, halqa_id, date, session, kind, mushaf,
        from_page, to_page, item, from_line, to_line, grade, atak, lahn_jali, lahn_khafi, tajweed, remark, listener,
        recorded_by, said_by, said_no)
      SELECT ${who.institution.id}::uuid, k.id, k.student_id, k.campus_id, k.halqa_id, k.date, k.session, k.kind, k.mushaf,
        k.from_page, k.to_page, k.item, k.from_line, k.to_line, k.grade, k.atak, k.lahn_jali, k.lahn_khafi, k.tajweed,
        k.remark, k.listener, ${who.userId}::uuid, k.said_by, k.said_no
      FROM said k ORDER BY k.student_id
      ON CONFLICT (institution_id, student_id, date, session, kind) DO UPDATE SET
        mushaf = excluded.mushaf, from_page = excluded.from_page, to_page = excluded.to_page, item = excluded.item,
        from_line = excluded.from_line, to_line = excluded.to_line, grade = excluded.grade, atak = excluded.atak,
        lahn_jali = excluded.lahn_jali, lahn_khafi = excluded.lahn_khafi, tajweed = excluded.tajweed,
        remark = excluded.remark, listener = excluded.listener, recorded_by = excluded.recorded_by,
        said_by = excluded.said_by, said_no = excluded.said_no, updated_at = now()
      -- As of attendance: an older saving of the same page changes nothing, and finds the newer one.
      WHERE (r.mushaf, r.from_page, r.to_page, r.item, r.from_line, r.to_line, r.grade, r.atak, r.lahn_jali, r.lahn_khafi,
          r.tajweed, r.remark, r.listener, r.said_by, r.said_no)
        IS DISTINCT FROM (excluded.mushaf, excluded.from_page, excluded.to_page, excluded.item, excluded.from_line,
          excluded.to_line, excluded.grade, excluded.atak, excluded.lahn_jali, excluded.lahn_khafi, excluded.tajweed,
          excluded.remark, excluded.listener, excluded.said_by, excluded.said_no)
        AND coalesce(r.said_by <> excluded.said_by OR r.said_no <= excluded.said_no, true)
      RETURNING r.student_id, r.date, r.session
    )
    SELECT w.student_id AS "studentId", w.date::text AS date, w.session, b.was
    FROM written w LEFT JOIN before b USING (student_id, date, session)`;
}

/** Whoever reads is here. */
async function markPresent(tx: TenantTx, slots: readonly RecordReading[], who: Recorder): Promise<void> {
  const sessions = new Map<string, RecordReading[]>();
  for (const slot of slots) {
    const key = [slot.halqaId, slot.date, slot.session].join();
    sessions.set(key, [...(sessions.get(key) ?? []), slot]);
  }
  for (const [first, ...others] of sessions.values()) {
    const { halqaId, date, session, correctionReason } = first!;
    const entries = [first!, ...others].map(({ studentId }) => ({
      id: v7(),
      studentId,
      status: 'PRESENT' as const,
    }));
    await takeAttendance(tx, { halqaId, date, session, correctionReason, entries }, who);
  }
}

type StepRow = {
  id: string;
  student_id: string;
  campus_id: string;
  item: string;
  state: string;
  date: string;
  note: string | null;
  first: boolean;
};

function stepsOf(slot: RecordReading, child: Child): StepRow[] {
  const common = { student_id: slot.studentId, campus_id: child.campusId, date: slot.date };
  const chosen = slot.stepItem ?? slot.item;
  const said =
    slot.state && chosen
      ? [{ ...common, id: v7(), item: chosen, state: slot.state, note: slot.note || null, first: false }]
      : [];
  const begun =
    slot.item && slot.item !== said[0]?.item
      ? [{ ...common, id: v7(), item: slot.item, state: 'INTRODUCED', note: null, first: true }]
      : [];
  return [...said, ...begun];
}

/** One line for each item and day. `first`: only where nothing is known of the item yet. */
async function writeSteps(tx: TenantTx, rows: readonly StepRow[], who: Recorder): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO reading_steps AS p (institution_id, id, student_id, campus_id, item, state, date, note, recorded_by)
    SELECT ${who.institution.id}::uuid, k.id, k.student_id, k.campus_id, k.item, k.state, k.date, k.note, ${who.userId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS k(
      id uuid, student_id uuid, campus_id uuid, item text, state text, date date, note text, first boolean)
    WHERE NOT k.first OR NOT EXISTS (SELECT 1 FROM reading_steps o WHERE o.institution_id = ${who.institution.id}::uuid
      AND o.student_id = k.student_id AND o.item = k.item)
    ORDER BY k.student_id, k.item
    ON CONFLICT (institution_id, student_id, item, date) DO UPDATE SET
      state = excluded.state, note = excluded.note, recorded_by = excluded.recorded_by, updated_at = now()
    WHERE (p.state, p.note) IS DISTINCT FROM (excluded.state, excluded.note)`;
}

/** How far a child is with one lesson or rule. A foreign child is NOT_FOUND, a day to come INVALID. */
export async function markStep(tx: TenantTx, input: MarkStep, who: Recorder): Promise<{ studentId: string }> {
  const { id, studentId, item, state, note } = input;
  const date = input.date ?? who.today;
  if (date > who.today) throw new AppError('INVALID', 'futureDate', { field: 'date' });
  const child = await tx.student.findFirst({
    where: { institutionId: who.institution.id, id: studentId, status: 'ACTIVE' },
    select: { campusId: true },
  });
  if (!child) throw new AppError('NOT_FOUND', 'notFound');
  const row = {
    id,
    student_id: studentId,
    campus_id: child.campusId,
    item,
    state,
    date,
    note: note || null,
    first: false,
  };
  await writeSteps(tx, [row], who);
  return { studentId };
}
