/**
 * Every line that the audit trail may hold, `room.verb`. To add one: a word here and its sentence in
 * `messages/{en,ur,ar}/audit.json` under `actions`; a test fails an action without a sentence.
 */
export const auditActions = [
  'session.opened',
  'session.chosen',
  'session.closed',
  'student.enrolled',
  'student.corrected',
  'student.placed',
  'student.transferred',
  'student.left',
  'student.returned',
  'student.noteAdded',
  'student.noteErased',
  'student.healthRead',
  'guardian.added',
  'guardian.corrected',
  'guardian.linkChanged',
  'guardian.removed',
  'attendance.corrected',
  'lessons.corrected',
  'staff.created',
  'staff.edited',
  'staff.assigned',
  'staff.invited',
  'staff.left',
  'staff.returned',
  'halqa.created',
  'halqa.edited',
  'halqa.assigned',
  'campus.created',
  'campus.edited',
  'imports.committed',
  'imports.undone',
  'imports.exported',
  'audit.exported',
  'audit.verified',
] as const;

export type AuditAction = (typeof auditActions)[number];
