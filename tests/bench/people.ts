import { createHash, randomBytes } from 'node:crypto';
import { decode, encode } from 'next-auth/jwt';
import pg from 'pg';

export type Person = {
  cookie: string;
  institution: string;
  halqa?: string;
  student?: string;
  students?: string[];
};
type Row = {
  user_id: string;
  institution_id: string;
  halqa_id?: string;
  student_id?: string;
  students?: string[];
};

const queries = {
  admin: `SELECT m.user_id, m.institution_id, (SELECT s.id FROM students s WHERE s.institution_id = m.institution_id LIMIT 1) AS student_id
    FROM memberships m WHERE m.role = 'admin' ORDER BY m.id LIMIT $1`,
  teacher: `SELECT s.user_id, s.institution_id, t.halqa_id, (SELECT array_agg(x.id) FROM students x WHERE x.institution_id = s.institution_id AND x.halqa_id = t.halqa_id) AS students
    FROM staff s JOIN halqa_teachers t ON t.institution_id = s.institution_id AND t.staff_id = s.id ORDER BY s.id LIMIT $1`,
  guardian: `SELECT g.user_id, g.institution_id, min(k.student_id::text)::uuid AS student_id
    FROM guardians g JOIN guardianships k ON k.institution_id = g.institution_id AND k.guardian_id = g.id GROUP BY 1, 2, g.id ORDER BY g.id LIMIT $1`,
};

/** People of a role from many institutions, each with a live session. */
export async function people(
  url: string,
  role: keyof typeof queries,
  secret: string,
  most = 40,
): Promise<Person[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(queries[role], [most]);
  const found: Person[] = [];
  for (const row of rows) {
    const sid = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(sid).digest('hex');
    await client.query(`SELECT auth.open_session($1, $2, '1 day')`, [hash, row.user_id]);
    await client.query('SELECT auth.pass_second_factor($1)', [hash]);
    found.push({
      cookie: `hifzpro-session=${await encode({ token: { sid, role }, secret, maxAge: 86_400 })}`,
      institution: row.institution_id,
      ...(row.halqa_id && { halqa: row.halqa_id }),
      ...(row.student_id && { student: row.student_id }),
      ...(row.students && { students: row.students }),
    });
  }
  await client.end();
  return found;
}

/** The hash under which the database knows a cookie's session. */
export async function openCookie(cookie: string, secret: string): Promise<string> {
  const token = await decode({ token: cookie.slice(cookie.indexOf('=') + 1), secret });
  return createHash('sha256').update(String(token!.sid)).digest('hex');
}
