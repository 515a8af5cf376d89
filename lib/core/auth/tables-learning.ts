import { corrects, looks, own, read, studentRow, type TableAccess, write } from './table-rights';

/** What a child attended, recited and holds, and what was said of it. */
export const learningTables: Record<string, TableAccess> = {
  attendance: {
    columns: { ...studentRow, halqa: 'halqa_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      guardian: read('student'),
      system: read('tenant'),
      ...looks,
    },
  },
  // What was heard by mistake is taken out by its ustadh (lib/lessons/unheard), with a line in the trail.
  lessons: {
    columns: { ...studentRow, halqa: 'halqa_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: own('student'),
      examiner: read('student'),
      guardian: read('student'),
      system: read('tenant'),
      ...looks,
    },
  },
  // Taking a mark back is an update: the row stays (prisma/models/lessons.prisma).
  lesson_mistakes: {
    columns: { ...studentRow, halqa: 'halqa_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      examiner: read('student'),
      guardian: read('student'),
      ...looks,
    },
  },
  // Worked out anew from the register, so whoever corrects a lesson may also remove what it no longer bears out.
  memory_units: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: own('student'),
      examiner: own('student'),
      guardian: read('student'),
      system: read('tenant'),
      ...corrects,
    },
  },
  revision_plans: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      examiner: read('student'),
      guardian: read('student'),
      ...looks,
    },
  },
  student_progress: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      examiner: write('student'),
      guardian: read('student'),
      ...corrects,
    },
  },
  term_marks: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('student'),
      guardian: read('student'),
      ...corrects,
    },
  },
  reading_records: {
    columns: { ...studentRow, halqa: 'halqa_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      guardian: read('student'),
      system: read('tenant'),
      ...looks,
    },
  },
  reading_steps: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      guardian: read('student'),
      ...looks,
    },
  },
  // What was said about a child is the office's own, as its notes are; each campus keeps its own.
  care_words: {
    columns: studentRow,
    rights: { admin: own('tenant'), campus_admin: write('campus') },
  },
};
