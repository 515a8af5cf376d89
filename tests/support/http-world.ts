import type { portals, Role } from '@/lib/core/auth/roles';
import { sha256 } from '@/lib/core/auth/session';
import { cookieOf } from './http';
import type { Place } from './rows';
import { makeWorld, type World } from './world';

/** Stored where people type names; must come back as text and only as text. */
export const xss = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;
export const canaries = { near: 'NearCanary', far: 'FarCanary', foreign: 'ForeignCanary' } as const;

export type Visitor =
  | 'admin'
  | 'campus_admin'
  | 'teacher'
  | 'examiner'
  | 'guardian'
  | 'accountant'
  | 'support';
export type HttpWorld = World & { cookies: Record<Visitor, string> };

/** Who goes through a portal's doors in these tests. */
export const visitorOf: Partial<Record<keyof typeof portals, Visitor>> = {
  '/admin': 'admin',
  '/teacher': 'teacher',
  '/parent': 'guardian',
  '/support': 'support',
};
export const visitors: Visitor[] = [
  'admin',
  'campus_admin',
  'teacher',
  'examiner',
  'guardian',
  'accountant',
  'support',
];

/** The world of the database attacks, with names that can be recognised in a page, and a cookie for everyone. */
export async function makeHttpWorld(): Promise<HttpWorld> {
  const world = await makeWorld();
  for (const [canary, place, marks] of [
    [canaries.near, world.near, xss],
    [canaries.far, world.far, ''],
    [canaries.foreign, world.foreign, ''],
  ] as const)
    await mark(world, place, canary, marks);
  await world.superuser.query(`UPDATE institutions SET name = 'ForeignCanary Institute' WHERE id = $1`, [
    world.foreign.institution,
  ]);
  const cookies = {} as Record<Visitor, string>;
  for (const visitor of visitors)
    cookies[visitor] = await cookieOf(await world.sessionOf(visitor), visitor satisfies Role);
  return { ...world, cookies };
}

/** What no answer holds, whoever asks, by name. */
export async function secretsOf(world: HttpWorld): Promise<[string, string][]> {
  const env = ['NEXTAUTH_SECRET', 'PASSWORD_PEPPER', 'MASTER_KEY'].map((name): [string, string] => [
    name,
    process.env[name] ?? '',
  ]);
  const logins = Object.entries(process.env)
    .filter(([name, value]) => name.endsWith('DATABASE_URL') && value)
    .map(([name, value]): [string, string] => [name, new URL(value!).password]);
  const own: [string, string][] = [];
  for (const visitor of visitors) {
    const sid = await world.sessionOf(visitor);
    own.push([`session of ${visitor}`, sid], [`its hash`, sha256(sid)]);
  }
  return [...env, ...logins, ...own].filter(([, value]) => value.length > 8);
}

async function mark(world: World, place: Place, canary: string, marks: string): Promise<void> {
  for (const [table, id] of [
    ['campuses', place.campus],
    ['staff', place.staff],
    ['halqas', place.halqa],
    ['students', place.student],
    ['guardians', place.guardian],
  ] as const) {
    await world.superuser.query(
      `UPDATE ${table} SET name = $3, native_name = $3 WHERE institution_id = $1 AND id = $2`,
      [place.institution, id, `${canary}-${table}${marks}`],
    );
  }
  const remark = [place.institution, place.student, `${canary}-remark${marks}`];
  await world.superuser.query(
    'UPDATE lessons SET remark = $3, date = current_date WHERE institution_id = $1 AND student_id = $2',
    remark,
  );
  await world.superuser.query(
    'UPDATE student_notes SET body = $3 WHERE institution_id = $1 AND student_id = $2',
    remark,
  );
  await world.superuser.query(
    'UPDATE attendance SET note = $3, date = current_date WHERE institution_id = $1 AND student_id = $2',
    remark,
  );
}
