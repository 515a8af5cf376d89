/**
 * What hangs on a record that an import made, as `table.column` of each foreign key to it. A test asks the database's
 * catalogue whether a key is missing here: one that is forgotten would stop the taking back of a whole import.
 */
export type Hanging = {
  /** Worked out from the record or of its name alone: goes with it. */
  goes: readonly string[];
  /** Made by imports too: goes while it is of this import and unchanged, else it keeps the record. */
  own: readonly string[];
  /** Somebody's work since: any row keeps the record. */
  holds: readonly string[];
};

export const HANGING = {
  students: {
    goes: ['student_words.student_id', 'student_progress.student_id', 'memory_units.student_id'],
    own: [
      'student_notes.student_id',
      'placements.student_id',
      'consents.student_id',
      'guardianships.student_id',
      'enrolments.student_id',
    ],
    holds: [
      'attendance.student_id',
      'lessons.student_id',
      'lesson_mistakes.student_id',
      'reading_records.student_id',
      'reading_steps.student_id',
      'revision_plans.student_id',
      'term_marks.student_id',
      'care_words.student_id',
      'jaiza_tests.student_id',
      'jaiza_papers.student_id',
      'jaiza_results.student_id',
      'sabaq_bands.student_id',
      'conversations.student_id',
      'conversation_messages.student_id',
      'conversation_notes.student_id',
      'deliveries.student_id',
    ],
  },
  guardians: {
    goes: ['guardian_words.guardian_id', 'guardian_contacts.guardian_id'],
    own: [],
    holds: [
      'guardianships.guardian_id',
      'deliveries.guardian_id',
      'conversations.guardian_id',
      'notice_receipts.guardian_id',
    ],
  },
  staff: {
    goes: ['staff_contacts.staff_id'],
    own: ['halqa_teachers.staff_id'],
    holds: ['staff_invitations.staff_id', 'notice_receipts.staff_id'],
  },
  halqas: {
    goes: [],
    own: ['halqa_teachers.halqa_id'],
    holds: [
      'students.halqa_id',
      'enrolments.halqa_id',
      'attendance.halqa_id',
      'lessons.halqa_id',
      'lesson_mistakes.halqa_id',
      'reading_records.halqa_id',
      'halqa_sessions.halqa_id',
      'notices.halqa_id',
    ],
  },
  campuses: {
    goes: [],
    own: [],
    holds: [
      'halqas.campus_id',
      'students.campus_id',
      'memberships.campus_id',
      'staff_invitations.campus_id',
      'notices.campus_id',
    ],
  },
} as const satisfies Record<string, Hanging>;

export type Made = keyof typeof HANGING;
