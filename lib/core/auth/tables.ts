import type { Role } from './roles';

/** How a role's rows of a table are cut: by the whole institution, or by ids that the context carries. */
export type Cut = 'tenant' | 'campus' | 'halqa' | 'student' | 'guardian' | 'staff' | 'user';
export type Verb = 'select' | 'insert' | 'update' | 'delete';
export type Rights = Partial<Record<Verb, Cut>>;
export type TableAccess = {
  /** The column that holds each cut's id, in the row itself. */
  columns: Partial<Record<Cut, string>>;
  rights: Partial<Record<Role, Rights>>;
  /** How a new row of a role must be, as SQL: what it proposes and another role decides. */
  fresh?: Partial<Record<Role, string>>;
  /** Verbs of the definer functions (login hifzpro_policy) on this table. */
  definer?: readonly Verb[];
  /** Columns that HifzPro support never reads, though it reads the row. */
  closed?: readonly string[];
  /** Queries of support pages may name this table and find it empty: it has no policy for them. */
  blank?: true;
};

const read = (cut: Cut): Rights => ({ select: cut });
const write = (cut: Cut): Rights => ({ select: cut, insert: cut, update: cut });
const own = (cut: Cut): Rights => ({ ...write(cut), delete: cut });
/** HifzPro support on a visit: it looks; granted write, it corrects, through a login of its own. */
const looks = { support: read('tenant'), support_write: read('tenant') } as const;
const corrects = { support: read('tenant'), support_write: own('tenant') } as const;
const studentRow = { campus: 'campus_id', student: 'student_id' } as const;

/** Every tenant table. The policies (prisma/sql/30-policies.sql) are generated from here; a table missing here fails
 *  a test. Deleting is the office's, for search words and the undoing of imports; lessons of teachers are corrected. */
export const tables: Record<string, TableAccess> = {
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
    rights: { admin: read('tenant'), teacher: read('user'), guardian: read('user') },
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
    definer: ['select', 'update'],
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
      system: read('tenant'),
      ...corrects,
    },
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
      // A guardian's STOP, by reply (P24).
      system: { select: 'tenant', update: 'tenant' },
      ...corrects,
    },
    definer: ['select'],
  },
  consents: {
    columns: studentRow,
    rights: { admin: own('tenant'), campus_admin: read('campus'), guardian: read('student'), ...corrects },
  },
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
  lessons: {
    columns: { ...studentRow, halqa: 'halqa_id' },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
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
  deliveries: {
    columns: { ...studentRow, guardian: 'guardian_id' },
    rights: { admin: read('tenant'), guardian: read('guardian'), system: write('tenant'), ...looks },
  },
  message_channels: {
    columns: {},
    rights: { admin: write('tenant'), system: write('tenant'), ...looks },
    closed: ['token', 'app_secret', 'hook_hash', 'hook'],
    // Webhooks find their institution; keys are rotated.
    definer: ['select', 'update'],
  },
  message_templates: {
    columns: {},
    rights: { admin: write('tenant'), system: write('tenant'), ...looks },
  },
  message_numbers: {
    columns: {},
    rights: { admin: write('tenant'), system: write('tenant'), ...looks },
  },
  message_events: {
    columns: {},
    rights: { system: { select: 'tenant', update: 'tenant' } },
    definer: ['select', 'insert', 'delete'],
    blank: true,
  },
  imports: { columns: { user: 'requested_by' }, rights: { admin: own('tenant') } },
  import_files: { columns: {}, rights: { admin: own('tenant') } },
  import_rows: { columns: {}, rights: { admin: own('tenant') } },
  // An examiner's students are the ones of the queue (10-context.sql).
  jaiza_tests: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      examiner: write('student'),
      ...corrects,
    },
    definer: ['select'],
  },
  // The questions: never the class teacher's, nor a visit's.
  jaiza_papers: {
    columns: studentRow,
    rights: { admin: own('tenant'), examiner: write('student') },
    blank: true,
  },
  jaiza_results: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: read('student'),
      examiner: write('student'),
      guardian: read('student'),
      ...corrects,
    },
  },
  sabaq_bands: {
    columns: studentRow,
    fresh: { teacher: "state = 'PROPOSED'" },
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: { select: 'student', insert: 'student' },
      ...corrects,
    },
  },
  record_views: {
    columns: { student: 'student_id' },
    rights: { admin: read('tenant'), guardian: read('student') },
    definer: ['select', 'insert', 'update'],
  },
  support_grants: {
    columns: { user: 'requested_by' },
    rights: { admin: read('tenant') },
    definer: ['select', 'insert', 'update'],
  },
  audit_entries: {
    columns: { user: 'user_id' },
    rights: { admin: read('tenant') },
    definer: ['select', 'insert'],
  },
};

/** Global tables: no tenant, no right of the app's login, reached by definer functions alone. */
export const globalTables = [
  'users',
  'sessions',
  'sign_in_codes',
  'demo_phone_messages',
  'demo_mails',
  'password_resets',
  'data_keys',
  'totp_seeds',
  'recovery_codes',
  'passkeys',
  'passkey_challenges',
  'factor_resets',
  'support_staff',
] as const;
