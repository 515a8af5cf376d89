import { own, read, studentRow, type TableAccess, write } from './table-rights';

const ofConversation = {
  columns: { ...studentRow, guardian: 'guardian_id' },
  also: {
    // Of the own children only: a guardian who is no longer one of a child's reads nothing about it.
    guardian: 'student_id = ANY (app.student_ids()::uuid[])',
    // What a family writes to the office is not the ustadh's.
    teacher: "desk = 'USTADH'",
  },
} satisfies Pick<TableAccess, 'columns' | 'also'>;

/** What families and the school write to each other. A visit of HifzPro support reads none of it. */
export const writingTables: Record<string, TableAccess> = {
  conversations: {
    ...ofConversation,
    rights: {
      admin: write('tenant'),
      campus_admin: write('campus'),
      teacher: write('student'),
      guardian: write('guardian'),
      system: read('tenant'),
    },
  },
  // The office's update is for the campus that goes with the child: the words stay (a trigger of the migration).
  conversation_messages: {
    ...ofConversation,
    rights: {
      admin: write('tenant'),
      campus_admin: { select: 'campus', insert: 'campus' },
      teacher: { select: 'student', insert: 'student' },
      guardian: { select: 'guardian', insert: 'guardian' },
      system: read('tenant'),
    },
  },
  // Never a family's.
  conversation_notes: {
    columns: studentRow,
    also: { teacher: "desk = 'USTADH'" },
    rights: {
      admin: write('tenant'),
      campus_admin: { select: 'campus', insert: 'campus' },
      teacher: { select: 'student', insert: 'student' },
    },
  },
  // One that still waits for its hour is the office's alone.
  notices: {
    columns: { audience: 'audience_id', campus: 'campus_id' },
    also: {
      // While there is a child of theirs: nothing of the house is for who is nobody's guardian any more.
      guardian: "published_at IS NOT NULL AND to_families AND app.student_ids() <> '{}'::uuid[]",
      teacher: 'published_at IS NOT NULL AND to_staff',
    },
    rights: {
      admin: own('tenant'),
      campus_admin: { select: 'audience', insert: 'campus', update: 'campus', delete: 'campus' },
      teacher: read('audience'),
      guardian: read('audience'),
      system: { select: 'tenant', update: 'tenant' },
    },
  },
  notice_receipts: {
    columns: { campus: 'campus_id', guardian: 'guardian_id', staff: 'staff_id' },
    rights: {
      admin: write('tenant'),
      campus_admin: { select: 'campus', insert: 'campus' },
      teacher: { select: 'staff', update: 'staff' },
      guardian: { select: 'guardian', update: 'guardian' },
      system: write('tenant'),
    },
  },
  push_subscriptions: {
    columns: { user: 'user_id' },
    rights: {
      admin: own('user'),
      campus_admin: own('user'),
      teacher: own('user'),
      guardian: own('user'),
      system: own('tenant'),
    },
    definer: ['select', 'update'],
  },
};
