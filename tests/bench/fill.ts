import pg from 'pg';

export const size = { institutions: 200, halqas: 8, students: 25, days: 20 };

/** 200 institutions, 1,600 halqas, 40,000 students, a month of lessons, as superuser in set-based statements.
 *  Repeatable names, random ids; constraints stay on, triggers of foreign keys off (the joins below make them true). */
export async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS n FROM institutions');
  if (rows[0].n < size.institutions) {
    for (const statement of statements) await client.query(statement);
    await client.query('VACUUM ANALYZE');
  }
  await client.end();
}

const statements = [
  'BEGIN; SET LOCAL session_replication_role = replica',
  `INSERT INTO institutions (id, name) SELECT uuidv7(), 'Institution ' || n FROM generate_series(1, ${size.institutions}) n`,
  `INSERT INTO users (id, email) SELECT uuidv7(), 'admin-' || id || '@bench.example' FROM institutions`,
  `INSERT INTO memberships (institution_id, id, user_id, role)
   SELECT i.id, uuidv7(), u.id, 'admin' FROM institutions i JOIN users u ON u.email = 'admin-' || i.id || '@bench.example'`,
  `INSERT INTO campuses (institution_id, id, name, sort_name) SELECT id, uuidv7(), 'Main', 'main' FROM institutions`,
  `INSERT INTO halqas (institution_id, id, campus_id, name, sort_name, programme, sessions)
   SELECT c.institution_id, uuidv7(), c.id, 'Halqa ' || n, 'halqa ' || n, 'HIFZ', '{MORNING}' FROM campuses c, generate_series(1, ${size.halqas}) n`,
  `CREATE TEMP TABLE teacher ON COMMIT DROP AS SELECT institution_id, id AS halqa_id, uuidv7() AS staff_id, uuidv7() AS user_id FROM halqas`,
  `INSERT INTO users (id, email) SELECT user_id, 'ustadh-' || user_id || '@bench.example' FROM teacher`,
  `INSERT INTO staff (institution_id, id, name, sort_name, user_id) SELECT institution_id, staff_id, 'Qari', 'qari', user_id FROM teacher`,
  `INSERT INTO halqa_teachers (institution_id, id, halqa_id, staff_id, from_date) SELECT institution_id, uuidv7(), halqa_id, staff_id, '2026-01-01' FROM teacher`,
  `INSERT INTO memberships (institution_id, id, user_id, role) SELECT institution_id, uuidv7(), user_id, 'teacher' FROM teacher`,
  `INSERT INTO students (institution_id, id, campus_id, halqa_id, programme, roll_no, name, native_name, sort_name, admitted_on)
   SELECT h.institution_id, uuidv7(), h.campus_id, h.id, 'HIFZ', 'R-' || right(h.id::text, 6) || '-' || n, 'Anas Khan ' || n, 'انس خان', 'anas khan ' || n, '2026-01-05'
   FROM halqas h, generate_series(1, ${size.students}) n`,
  `INSERT INTO student_words (institution_id, id, student_id, campus_id, word)
   SELECT s.institution_id, uuidv7(), s.id, s.campus_id, w FROM students s, unnest(ARRAY['anas', 'khan', lower(s.roll_no)]) w`,
  `INSERT INTO enrolments (institution_id, id, student_id, campus_id, halqa_id, programme, from_date)
   SELECT institution_id, uuidv7(), id, campus_id, halqa_id, programme, '2026-01-05' FROM students`,
  `CREATE TEMP TABLE family ON COMMIT DROP AS
   SELECT institution_id, uuidv7() AS guardian_id, uuidv7() AS user_id, array_agg(id) AS children, min(campus_id::text)::uuid AS campus_id,
     '+9230' || lpad(row_number() OVER ()::text, 8, '0') AS phone
   FROM (SELECT s.*, row_number() OVER (PARTITION BY institution_id ORDER BY id) / 2 AS pair FROM students s) s GROUP BY institution_id, pair`,
  `INSERT INTO users (id, phone) SELECT user_id, phone FROM family`,
  `INSERT INTO guardians (institution_id, id, name, sort_name, user_id) SELECT institution_id, guardian_id, 'Abdullah Khan', 'abdullah khan', user_id FROM family`,
  `INSERT INTO guardian_contacts (institution_id, id, guardian_id, kind, value, is_primary) SELECT institution_id, uuidv7(), guardian_id, 'PHONE', phone, true FROM family`,
  `INSERT INTO memberships (institution_id, id, user_id, role) SELECT institution_id, uuidv7(), user_id, 'guardian' FROM family`,
  `INSERT INTO guardianships (institution_id, id, student_id, campus_id, guardian_id, relation, is_primary)
   SELECT institution_id, uuidv7(), child, campus_id, guardian_id, 'FATHER', true FROM family, unnest(children) child`,
  `INSERT INTO student_progress (institution_id, id, student_id, campus_id, memorised, held_ayahs, next_sabaq, next_sabqi, next_manzil, last_lesson_on)
   SELECT institution_id, uuidv7(), id, campus_id, ARRAY[5105, 6236], 1132, ARRAY[4902, 4908], ARRAY[5105, 5125], ARRAY[5673, 6236], current_date - 1 FROM students`,
  `INSERT INTO attendance (institution_id, id, student_id, campus_id, halqa_id, date, session, status, recorded_by)
   SELECT s.institution_id, uuidv7(), s.id, s.campus_id, s.halqa_id, current_date - d, 'MORNING', CASE WHEN random() < 0.9 THEN 'PRESENT' ELSE 'ABSENT' END, t.user_id
   FROM students s JOIN teacher t ON t.halqa_id = s.halqa_id, generate_series(1, ${size.days}) d`,
  `INSERT INTO lessons (institution_id, id, student_id, campus_id, halqa_id, date, session, kind, portions, grade, recorded_by)
   SELECT s.institution_id, uuidv7(), s.id, s.campus_id, s.halqa_id, current_date - d, 'MORNING', k.kind, ARRAY[k.at + 5 * (${size.days} - d), k.at + 5 * (${size.days} - d) + 4], 'GOOD', t.user_id
   FROM students s JOIN teacher t ON t.halqa_id = s.halqa_id, generate_series(1, ${size.days}) d, (VALUES ('SABAQ', 5105), ('SABQI', 5300), ('MANZIL', 5700)) k (kind, at)`,
  `INSERT INTO deliveries (institution_id, id, student_id, campus_id, guardian_id, kind, day, purpose, channel, language, state, sent_at, ended_at)
   SELECT institution_id, uuidv7(), student_id, campus_id, guardian_id, 'DAILY_REPORT', current_date - d, 'REPORT', 'LOCAL', 'ur', 'DELIVERED', now(), now()
   FROM guardianships, generate_series(1, 3) d`,
  'COMMIT',
];
