import { corrects, looks, own, read, studentRow, type TableAccess, write } from './table-rights';

/** The institution, its people and the children it took in. */
export const peopleTables: Record<string, TableAccess> = {
  institutions: {
    columns: { tenant: 'id' },
    rights: {
      admin: { select: 'tenant', update: 'tenant' },
      campus_admin: read('tenant'),
      teacher: read('tenant'),
      examiner: read('tenant'),
      guardian: read('tenant'),
      system: read('tenant'),
      ...looks,
    },
    definer: ['select', 'insert', 'update'],
  },
  // Rooms of every role read how the institution counts; a guardian hears grades in its words.
  institution_settings: {
    columns: {},
    rights: {
      admin: write('tenant'),
      campus_admin: read('tenant'),
      teacher: read('tenant'),
      examiner: read('tenant'),
      guardian: read('tenant'),
      system: read('tenant'),
      ...looks,
    },
  },
  memberships: {
    columns: { user: 'user_id' },
    // `system`: whom of the office something waits for.
    rights: {
      admin: read('tenant'),
      teacher: read('user'),
      guardian: read('user'),
      system: read('tenant'),
    },
    definer: ['select', 'insert', 'update'],
  },
  campuses: {
    columns: { campus: 'id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('campus'),
      guardian: read('campus'),
      system: read('tenant'),
      ...corrects,
    },
    definer: ['select'],
  },
  staff: {
    columns: { staff: 'id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('staff'),
      teacher: read('staff'),
      guardian: read('staff'),
      system: read('tenant'),
      ...looks,
    },
    definer: ['select', 'insert', 'update'],
  },
  staff_contacts: {
    columns: { staff: 'staff_id' },
    rights: { admin: own('tenant'), campus_admin: read('staff'), teacher: read('staff'), ...looks },
    definer: ['select'],
  },
  staff_invitations: {
    columns: { staff: 'staff_id' },
    rights: { admin: own('tenant'), ...looks },
    closed: ['token_hash'],
    definer: ['select', 'update'],
  },
  halqas: {
    columns: { campus: 'campus_id', halqa: 'id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('halqa'),
      examiner: read('halqa'),
      guardian: read('halqa'),
      system: read('tenant'),
      ...corrects,
    },
    definer: ['select'],
  },
  halqa_teachers: {
    columns: { halqa: 'halqa_id', staff: 'staff_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('halqa'),
      teacher: read('halqa'),
      guardian: read('halqa'),
      system: read('tenant'),
      ...corrects,
    },
    definer: ['select'],
  },
  halqa_sessions: {
    columns: { campus: 'campus_id', halqa: 'halqa_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('halqa'),
      guardian: read('halqa'),
      system: read('tenant'),
      ...looks,
    },
  },
  students: {
    columns: { campus: 'campus_id', halqa: 'halqa_id', student: 'id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('student'),
      examiner: read('student'),
      guardian: read('student'),
      system: read('tenant'),
      ...corrects,
    },
    definer: ['select'],
  },
  student_words: {
    columns: studentRow,
    rights: { admin: own('tenant'), campus_admin: read('campus'), teacher: read('student'), ...corrects },
  },
  // The definers' verbs are for the rotation of keys (npm run keys:rotate).
  student_notes: {
    columns: studentRow,
    rights: { admin: own('tenant') },
    definer: ['select', 'update'],
    blank: true,
  },
  enrolments: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('student'),
      guardian: read('student'),
      ...corrects,
    },
  },
  placements: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('student'),
      examiner: read('student'),
      guardian: read('student'),
      ...corrects,
    },
  },
  guardians: {
    columns: { guardian: 'id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('guardian'),
      teacher: read('guardian'),
      guardian: read('guardian'),
      // A guardian's STOP, by reply (P24).
      system: { select: 'tenant', update: 'tenant' },
      ...corrects,
    },
    // A guardian's own stop and start, in the portal.
    definer: ['select', 'update'],
  },
  guardian_contacts: {
    columns: { guardian: 'guardian_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('guardian'),
      guardian: read('guardian'),
      system: read('tenant'),
      ...corrects,
    },
    definer: ['select'],
  },
  guardian_words: {
    columns: { guardian: 'guardian_id' },
    rights: { admin: own('tenant'), campus_admin: read('guardian'), ...corrects },
  },
  guardianships: {
    columns: { ...studentRow, guardian: 'guardian_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('student'),
      guardian: read('guardian'),
      system: read('tenant'),
      ...corrects,
    },
    definer: ['select'],
  },
  consents: {
    columns: studentRow,
    rights: { admin: own('tenant'), campus_admin: read('campus'), guardian: read('student'), ...corrects },
  },
};
