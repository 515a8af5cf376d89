import { corrects, looks, own, read, studentRow, type TableAccess, type Verb, write } from './table-rights';
import { learningTables } from './tables-learning';
import { peopleTables } from './tables-people';
import { writingTables } from './tables-writing';

/** Every tenant table. The policies (prisma/sql/30-policies.sql) are generated from here; a table missing here fails
 *  a test. Deleting is the office's, for search words and the undoing of imports; a teacher takes out a lesson that was heard by mistake. */
export const tables: Record<string, TableAccess> = {
  ...peopleTables,
  ...learningTables,
  ...writingTables,
  deliveries: {
    columns: { ...studentRow, guardian: 'guardian_id' },
    // Of the own children only, as with conversations: not of one whose guardian the person is no longer.
    also: { guardian: 'student_id = ANY (app.student_ids()::uuid[])' },
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
    // Another business account of Meta begins with none.
    rights: { admin: { ...write('tenant'), delete: 'tenant' }, system: write('tenant'), ...looks },
  },
  // Sign-in asks which numbers were answered to be wrong (22-account.sql); an office sees and lifts the marks of its own
  // guardians by functions (27-messages.sql), for a number is of no campus.
  message_numbers: {
    columns: {},
    rights: { admin: write('tenant'), system: write('tenant'), ...looks },
    definer: ['select', 'update'],
  },
  message_events: {
    columns: {},
    rights: { system: { select: 'tenant', update: 'tenant' } },
    definer: ['select', 'insert', 'delete'],
    blank: true,
  },
  // What a file held is erased in its time by the institution's own system role; the sweep finds which are due.
  imports: {
    columns: { user: 'requested_by' },
    rights: { admin: own('tenant'), system: { select: 'tenant', update: 'tenant' } },
    definer: ['select'],
  },
  import_files: {
    columns: {},
    rights: { admin: own('tenant'), system: { select: 'tenant', delete: 'tenant' } },
  },
  import_rows: {
    columns: {},
    rights: { admin: own('tenant'), system: { select: 'tenant', update: 'tenant', delete: 'tenant' } },
  },
  // An examiner's students are the ones of the queue (10-context.sql).
  jaiza_tests: {
    columns: studentRow,
    rights: {
      admin: own('tenant'),
      campus_admin: read('campus'),
      teacher: write('student'),
      examiner: write('student'),
      system: read('tenant'),
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
      // What families are told of it.
      system: read('tenant'),
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
  'sign_in_slips',
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

/** Of these, what is over is deleted in its time (prisma/sql/28-retention.sql). */
const forgotten: readonly string[] = [
  'sessions',
  'sign_in_codes',
  'sign_in_slips',
  'demo_phone_messages',
  'demo_mails',
  'password_resets',
  'totp_seeds',
  'recovery_codes',
  'passkey_challenges',
  'factor_resets',
];

/** What the definer functions may do to a global table. */
export const globalVerbs = (table: (typeof globalTables)[number]): readonly Verb[] => [
  'select',
  'insert',
  'update',
  ...(forgotten.includes(table) ? (['delete'] as const) : []),
];
