import 'server-only';
import { v7 } from 'uuid';
import { type Recorder, takeAttendance } from '@/lib/attendance/mutations';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { getSettings } from '@/lib/settings/queries';
import { getDays } from '../customs/queries';
import { proposeGrade } from '../grading/rules';
import { readGrading } from '../grading/schema';
import { recordLessons } from '../mutations';
import { dropPortion, moveEarlier, putPortion, roomForMore } from '../typing/rules';
import { readOn } from './queries';
import type { Told } from './rules';
import type { FormAnswer, LessonForm, Reading, RepairOffer } from './schema';

/** What a button that saves nothing makes of what is typed; undefined when it is one that saves. */
function pressed(
  intent: string,
  typed: string,
  reading: Reading,
): { typed: string } | RepairOffer | undefined {
  const [act, what = ''] = intent.split(':');
  const at = Number(what);
  if (act === 'read') return { typed };
  if (act === 'up') return { typed: moveEarlier(typed, at) };
  if (act === 'drop') return { typed: dropPortion(typed, at) };
  if (act === 'more') return { typed: roomForMore(typed) };
  if (act === 'fix') {
    const repair = reading.parts[at]?.repair;
    return repair?.do === 'typed' ? { typed: putPortion(typed, at, repair.typed) } : { typed };
  }
  if (act === 'custom') return reading.customs.find(({ code }) => code === what)?.repair ?? { typed };
  return undefined;
}

/**
 * A lesson from its own page. It is read back first: what is not understood, or not as usual without the teacher's
 * insisting, is asked and nothing is written. Saving again corrects; one that was heard by mistake is taken out.
 */
export async function saveTyped(
  tx: TenantTx,
  form: LessonForm,
  who: Recorder,
  told: Omit<Told, 'layout'>,
): Promise<FormAnswer> {
  const { intent, id, kind, halqaId, studentId, date, session, correctionReason, remark, heardBy } = form;
  const institutionId = who.institution.id;
  const at = { halqaId, date, session, correctionReason };
  if (intent === 'unheard') {
    await recordLessons(tx, [{ ...at, studentId, entries: [], unheard: [kind] }], who);
    return { done: 'saved' };
  }
  const [day] = (await getDays(tx, { institutionId, keys: [form], sabaqOf: [studentId] })).values();
  if (!day) throw new AppError('NOT_FOUND', 'notFound');
  const read = (typed: string) => readOn(day, { typed, kind }, told);
  const reading = read(form.typed);
  const change = pressed(intent, form.typed, reading);
  if (change && 'do' in change && change.do === 'skip') return { done: 'left' };
  const present =
    form.present === 'on' || (change !== undefined && 'do' in change && change.do === 'present');
  if (change) {
    const typed = 'typed' in change ? change.typed : form.typed;
    return { done: 'asked', typed, reading: read(typed), present };
  }

  if (!form.typed) throw new AppError('INVALID', 'noPortions', { field: 'typed' });
  const insisted = intent === 'insist' ? form.insisted : [];
  const odd = reading.customs.some(
    ({ code }) => !insisted.includes(code) && !(code === 'absentDay' && present),
  );
  if (!reading.lesson || odd) return { done: 'asked', typed: form.typed, reading, present };

  if (present && day.away)
    await takeAttendance(tx, { ...at, entries: [{ id: v7(), studentId, status: 'PRESENT' }] }, who);
  const grading = readGrading((await getSettings(tx, { institutionId })).grading);
  const entry = {
    id,
    kind,
    portions: [...reading.lesson.portions],
    grade: form.grade ?? proposeGrade(form.mistakes, kind, grading),
    mistakes: form.mistakes,
    listener: form.listener,
    enteredAs: form.typed,
    remark,
    heardBy,
    insisted,
  };
  await recordLessons(tx, [{ ...at, studentId, entries: [entry] }], who);
  return { done: 'saved' };
}
