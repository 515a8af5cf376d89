import { createHash, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { globalTables } from '@/lib/core/auth/tables';

/** The ids that the rows of one corner of an institution hang on. */
export type Place = {
  institution: string;
  campus: string;
  staff: string;
  halqa: string;
  student: string;
  guardian: string;
  import: string;
  guardianship: string;
  /** Of the teacher. */
  membership: string;
  grant: string;
  test: string;
  conversation: string;
  notice: string;
  users: Record<
    | 'admin'
    | 'campus_admin'
    | 'teacher'
    | 'examiner'
    | 'guardian'
    | 'accountant'
    | 'support'
    | 'support_write',
    string
  >;
};
export type Row = Record<string, unknown> & { id: string };

/** Tables whose first row in a place is the place's own id, in the order in which they can be written. */
export const anchors = {
  institutions: 'institution',
  campuses: 'campus',
  staff: 'staff',
  halqas: 'halqa',
  students: 'student',
  guardians: 'guardian',
  imports: 'import',
  guardianships: 'guardianship',
  jaiza_tests: 'test',
  conversations: 'conversation',
  notices: 'notice',
  support_grants: 'grant',
} as const satisfies Record<string, keyof Place>;

let made = 0;
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);
const ofStudent = (p: Place) => ({ student_id: p.student, campus_id: p.campus });

/** One maker per table: columns beside institution_id and id, valid under every CHECK, new in every unique index. */
const makers: Record<string, (p: Place, n: number) => Record<string, unknown>> = {
  institutions: (_p, n) => ({ name: `Institution ${n}` }),
  institution_settings: () => ({ grading: '{}' }),
  memberships: (_p, _n) => ({ user_id: v7(), role: 'teacher' }),
  campuses: (_p, n) => ({ name: `Campus ${n}`, sort_name: `campus ${n}` }),
  staff: (p, n) => ({ name: `Qari ${n}`, sort_name: `qari ${n}`, user_id: p.users.teacher }),
  staff_contacts: (p, n) => ({ staff_id: p.staff, kind: 'EMAIL', value: `qari${n}@example.org` }),
  staff_invitations: (p, n) => ({
    staff_id: p.staff,
    role: 'campus_admin',
    campus_id: p.campus,
    token_hash: sha(`invitation ${n} ${v7()}`),
    expires_at: '2100-01-01',
    invited_by: p.users.admin,
  }),
  halqas: (p, n) => ({
    campus_id: p.campus,
    name: `Halqa ${n}`,
    sort_name: `halqa ${n}`,
    programme: 'HIFZ',
    sessions: ['MORNING'],
    session_kinds: {},
  }),
  halqa_teachers: (p, n) => ({ halqa_id: p.halqa, staff_id: p.staff, from_date: day(n) }),
  halqa_sessions: (p, n) => ({ halqa_id: p.halqa, campus_id: p.campus, date: day(n), session: 'MORNING' }),
  students: (p, n) => ({
    campus_id: p.campus,
    halqa_id: p.halqa,
    programme: 'HIFZ',
    roll_no: `R-${n}`,
    name: `Talib ${n}`,
    sort_name: `talib ${n}`,
    admitted_on: '2020-01-01',
  }),
  student_words: (p, n) => ({ ...ofStudent(p), word: `talib${n}` }),
  student_notes: (p) => ({ ...ofStudent(p), kind: 'HEALTH', body: 'Asthma' }),
  enrolments: (p, n) => ({ ...ofStudent(p), halqa_id: p.halqa, programme: 'HIFZ', from_date: day(n) }),
  placements: (p, n) => ({ ...ofStudent(p), portions: [1, 7], source: 'REGISTER', placed_on: day(n) }),
  guardians: (p, n) => ({ name: `Walid ${n}`, sort_name: `walid ${n}`, user_id: p.users.guardian }),
  guardian_contacts: (p) => ({
    guardian_id: p.guardian,
    kind: 'PHONE',
    // Random: test files share a database, and a number links guardians across institutions.
    value: `+9230${randomInt(10 ** 9, 10 ** 10)}`,
  }),
  guardian_words: (p, n) => ({ guardian_id: p.guardian, word: `walid${n}` }),
  guardianships: (p) => ({ ...ofStudent(p), guardian_id: p.guardian, relation: 'FATHER' }),
  consents: (p) => ({
    ...ofStudent(p),
    kind: 'ENROLMENT',
    wording: 'enrolment-2026-1',
    attested_by: p.users.admin,
  }),
  attendance: (p, n) => ({
    ...ofStudent(p),
    halqa_id: p.halqa,
    date: day(n),
    session: 'MORNING',
    status: 'PRESENT',
    recorded_by: p.users.teacher,
  }),
  lessons: (p, n) => ({
    ...ofStudent(p),
    halqa_id: p.halqa,
    date: day(n),
    session: 'MORNING',
    kind: 'SABAQ',
    portions: [1, 7],
    grade: 'GOOD',
    recorded_by: p.users.teacher,
  }),
  lesson_mistakes: (p, n) => ({
    ...ofStudent(p),
    halqa_id: p.halqa,
    date: day(n),
    session: 'MORNING',
    ayah: 1 + (n % 6236),
    word: 1,
    kind: 'ATAK',
    recorded_by: p.users.teacher,
  }),
  memory_units: (p, n) => ({
    ...ofStudent(p),
    unit: 1 + (n % 240),
    stability: 10,
    difficulty: 5,
    reviews: 1,
    since: '2020-01-01',
    parts: [1, 7, 18_262],
  }),
  revision_plans: (p) => ({ ...ofStudent(p), queue: [] }),
  student_progress: (p) => ({ ...ofStudent(p), memorised: [1, 7] }),
  term_marks: (p, n) => ({
    ...ofStudent(p),
    school_year: 1440 + (n % 150),
    term: 1 + (n % 3),
    zabt: 50,
    recorded_by: p.users.admin,
  }),
  reading_records: (p, n) => ({
    ...ofStudent(p),
    halqa_id: p.halqa,
    date: day(n),
    session: 'MORNING',
    kind: 'QAIDA',
    item: 'q04',
    from_line: 1,
    to_line: 5,
    grade: 'GOOD',
    recorded_by: p.users.teacher,
  }),
  reading_steps: (p, n) => ({
    ...ofStudent(p),
    item: 'q04',
    state: 'PRACTISING',
    date: day(n),
    recorded_by: p.users.teacher,
  }),
  care_words: (p, n) => ({
    ...ofStudent(p),
    reasons: ['ABSENT'],
    spoken_on: day(n),
    note: 'Spoke to the father',
    recorded_by: p.users.admin,
  }),
  conversations: (p, n) => ({
    ...ofStudent(p),
    guardian_id: p.guardian,
    desk: 'USTADH',
    subject: `Subject ${n}`,
    last_side: 'FAMILY',
  }),
  conversation_messages: (p, n) => ({
    ...ofStudent(p),
    conversation_id: p.conversation,
    guardian_id: p.guardian,
    desk: 'USTADH',
    side: 'FAMILY',
    role: 'guardian',
    author_id: p.users.guardian,
    body: `Message ${n}`,
  }),
  conversation_notes: (p, n) => ({
    ...ofStudent(p),
    conversation_id: p.conversation,
    desk: 'USTADH',
    role: 'teacher',
    author_id: p.users.teacher,
    body: `Note ${n}`,
  }),
  notices: (p, n) => ({
    audience_id: p.halqa,
    campus_id: p.campus,
    halqa_id: p.halqa,
    to_staff: true,
    title: `Notice ${n}`,
    body: 'Salam',
    state: 'PUBLISHED',
    publish_at: day(n),
    published_at: day(n),
    created_by: p.users.admin,
  }),
  notice_receipts: (p) => ({
    notice_id: p.notice,
    campus_id: p.campus,
    guardian_id: p.guardian,
    staff_id: p.staff,
  }),
  push_subscriptions: (p, n) => ({
    user_id: p.users.guardian,
    endpoint_hash: sha(`endpoint ${n} ${v7()}`),
    sealed: 'v1.x',
    language: 'ur',
  }),
  deliveries: (p, n) => ({
    ...ofStudent(p),
    guardian_id: p.guardian,
    kind: 'DAILY_REPORT',
    day: day(n),
    purpose: 'report',
    channel: 'LOCAL',
    language: 'ur',
  }),
  message_channels: (_p, n) => ({ line: `LINE ${n}` }),
  message_templates: (_p, n) => ({ name: `hp_daily_report_${n}`, language: 'ur', state: 'PENDING' }),
  message_numbers: () => ({ phone: `+9231${randomInt(10 ** 9, 10 ** 10)}` }),
  message_events: (_p, n) => ({ provider: 'META', event_key: `event ${n} ${v7()}`, payload: '{}' }),
  imports: (p, n) => ({
    kind: 'STUDENTS',
    file_name: `students-${n}.csv`,
    columns: '{"chosen":true}',
    requested_by: p.users.admin,
  }),
  import_files: (p) => ({ import_id: p.import, content: Buffer.from('name') }),
  import_rows: (p, n) => ({ import_id: p.import, row_no: n, cells: '["Ahmad"]' }),
  jaiza_tests: (p, n) => ({
    ...ofStudent(p),
    kind: 'PARA',
    juz: 1 + (n % 30),
    scope: [1, 7],
    // Of tests that wait there is one of a kind.
    state: 'DONE',
    asked_on: day(n),
    asked_by: p.users.teacher,
  }),
  jaiza_papers: (p) => ({
    ...ofStudent(p),
    test_id: p.test,
    seed: 7,
    passages: [1, 7],
    marks: [0, 0, 0, 0, 0, 0],
    drawn_by: p.users.examiner,
    drawn_on: day(0),
  }),
  jaiza_results: (p, n) => ({
    ...ofStudent(p),
    test_id: p.test,
    kind: 'PARA',
    held_on: day(n),
    result: 'PASS',
    score: 90,
    pass_mark: 80,
    passages: [1, 7],
    marks: [0, 0, 0, 0, 0, 1],
    taken_back: [],
    passed_juz: [],
    lost_juz: [],
    examiner_id: p.users.examiner,
  }),
  sabaq_bands: (p, n) => ({
    ...ofStudent(p),
    act: 'STOP',
    reason: `Reason ${n}`,
    proposed_by: p.users.teacher,
    proposed_on: day(n),
  }),
  record_views: (p, n) => ({
    student_id: p.student,
    user_id: p.users.teacher,
    role: 'teacher',
    name: `Qari ${n}`,
    ticket: '',
    day: day(n),
  }),
  support_grants: (p, n) => ({
    ticket: `T-${n}`,
    reason: 'Two daily reports failed since Tuesday.',
    requested_by: p.users.support,
    requester_name: 'Sana Iqbal',
  }),
  audit_entries: (p, n) => ({
    seq: 1_000_000 + n,
    role: 'admin',
    user_id: p.users.admin,
    action: 'made',
    subject: 'student',
    detail: '{}',
    previous_hash: '',
    hash: sha(`entry ${n}`),
  }),
  users: (_p, n) => ({ email: `person-${n}-${v7()}@example.org` }),
  sessions: (_p, n) => ({ token_hash: sha(`session ${n} ${v7()}`), user_id: v7(), expires_at: '2100-01-01' }),
  // Of an owner of its own: the platform's key of this database stays what can be unwrapped.
  data_keys: (_p, n) => ({ owner: v7(), wrapped: `wrapped ${n}`, master_key_id: 'test' }),
  support_staff: () => ({ user_id: v7(), name: 'Sana Iqbal' }),
  sign_in_codes: (_p, n) => ({
    phone: '+923009999999',
    code_hash: sha(`code ${n}`),
    expires_at: '2100-01-01',
  }),
  sign_in_slips: (p, n) => ({
    institution_id: p.institution,
    kind: 'guardian',
    person_id: p.guardian,
    code_hash: sha(`slip ${n} ${v7()}`),
    printed_by: p.users.admin,
    expires_at: '2100-01-01',
  }),
  totp_seeds: () => ({ user_id: v7(), sealed: 'v1.x' }),
  recovery_codes: (_p, n) => ({ user_id: v7(), code_hash: sha(`recovery ${n}`) }),
  passkeys: (_p, n) => ({ user_id: v7(), credential_id: `credential ${n} ${v7()}`, public_key: 'x' }),
  passkey_challenges: (_p, n) => ({ challenge: `challenge ${n} ${v7()}`, expires_at: '2100-01-01' }),
  factor_resets: (_p, n) => ({
    user_id: v7(),
    token_hash: sha(`reset ${n} ${v7()}`),
    opens_at: '2099-01-01',
    expires_at: '2100-01-01',
  }),
  demo_mails: () => ({ address: 'someone@example.org', subject: 'Salam', body: 'Salam' }),
  password_resets: (_p, n) => ({
    user_id: v7(),
    token_hash: sha(`password reset ${n} ${v7()}`),
    expires_at: '2100-01-01',
  }),
  demo_phone_messages: () => ({ phone: '+923009999999', body: 'Salam' }),
};

const rootTables = new Set<string>(['institutions', ...globalTables]);

/** A row that may be inserted now. A table of the schema without a maker here stops every attack test.
 *  @throws when the table has no maker */
export function rowOf(table: string, place: Place, changes: Record<string, unknown> = {}): Row {
  const maker = makers[table];
  if (!maker) throw new Error(`tests/support/rows.ts has no maker for the table ${table}`);
  made += 1;
  const row: Row = {
    ...(rootTables.has(table) ? {} : { institution_id: place.institution }),
    id: v7(),
    ...maker(place, made),
    ...changes,
  };
  // Known by a hash and by an account instead of an id.
  if (table === 'sessions' || table === 'support_staff') Reflect.deleteProperty(row, 'id');
  return row;
}

/** `INSERT` of one row as text and values. */
export function insertOf(table: string, row: Record<string, unknown>): { text: string; values: unknown[] } {
  const columns = Object.keys(row);
  const slots = columns.map((_, i) => `$${i + 1}`);
  return {
    text: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${slots.join(', ')})`,
    values: Object.values(row),
  };
}
