import { type ChildProcess, spawn } from 'node:child_process';
import pg from 'pg';
import { v7 } from 'uuid';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { localDateAt } from '@/lib/core/time';
import { root, serverFlags } from '@/scripts/environment';
import { lives, type Server, startPostgres } from '@/scripts/postgres';
import { cookieOf } from '../support/http';

/** What was started here; ended here. */
const started = new Set<ChildProcess>();

export function endAll(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export async function until(what: () => Promise<unknown> | unknown, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await pause(100)) if (await what()) return;
  throw new Error(`not within ${ms} ms: ${what}`);
}

export type Process = {
  child: ChildProcess;
  ended: Promise<number | null>;
  kill: (signal: NodeJS.Signals) => void;
};

/** FAULTS_VERBOSE=1 shows what the processes say. */
const verbose = Boolean(process.env.FAULTS_VERBOSE);

export function start(args: string[], env: Record<string, string> = {}): Process {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PACE: '0', ...(verbose && { LOG_LEVEL: 'info' }), ...env },
    stdio: verbose ? ['ignore', 'inherit', 'inherit'] : 'ignore',
  });
  started.add(child);
  const ended = new Promise<number | null>((done) =>
    child.once('exit', (code) => {
      started.delete(child);
      done(code);
    }),
  );
  return { child, ended, kill: (signal) => void child.kill(signal) };
}

export type Web = Process & { port: number; url: string };

/** A web process of the product, as the launcher starts it; ready unless told otherwise. */
export async function startWeb(
  port: number,
  env: Record<string, string> = {},
  flags: string[] = [],
): Promise<Web> {
  const url = `http://localhost:${port}`;
  const web = start([...flags, 'scripts/web.mjs'], { PORT: String(port), ...env });
  await until(() => isReady(url));
  return { ...web, port, url };
}

export const isReady = (url: string) =>
  fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(5000) }).then(
    ({ status }) => status === 200,
    () => false,
  );

export const startWorker = (env: Record<string, string> = {}, flags: string[] = []) =>
  start([...serverFlags, ...flags, 'scripts/worker.ts'], env);

/** The PostgreSQL of this run, as it runs now. */
export async function postgres(): Promise<Server & { alive: () => boolean; revive: () => Promise<void> }> {
  const { FAULTS_POSTGRES: home, FAULTS_SUPERUSER: password } = process.env;
  const port = Number(new URL(process.env.SUPERUSER_DATABASE_URL!).port);
  const server = await startPostgres(home!, password!, [], port);
  return {
    ...server,
    alive: () => lives(server),
    // Its last processes may hold the data for a moment after their parent was killed.
    revive: async () => {
      for (let tries = 0; ; tries++) {
        try {
          await startPostgres(home!, password!, [], port);
          return;
        } catch (error) {
          if (tries > 20) throw error;
          await pause(200);
        }
      }
    },
  };
}

export async function asSuperuser<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL });
  db.on('error', () => undefined);
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end().catch(() => undefined);
  }
}

const sessions = ['FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'];
const kinds = ['SABAQ', 'SABQI', 'MANZIL'];
const portions: Record<string, number[]> = { SABAQ: [1, 5], SABQI: [1, 3], MANZIL: [1, 2] };

export type Deed = { id: string; cookie: string; body: string; acknowledged: boolean };
export type Teacher = { cookie: string; next: () => Deed };

const STUDENTS = 24;
/** In statements over sets: the fixtures of a fault take no longer than the fault. */
const schoolSql = `
  WITH i AS (INSERT INTO institutions (id, name) VALUES ($1, $2)),
    c AS (INSERT INTO campuses (institution_id, id, name, sort_name) VALUES ($1, $1, 'Main', 'main')),
    u AS (INSERT INTO users (id, email) VALUES ($3, $2 || '@faults.example')),
    m AS (INSERT INTO memberships (institution_id, id, user_id, role) VALUES ($1, uuidv7(), $3, 'teacher')),
    t AS (INSERT INTO staff (institution_id, id, name, sort_name, user_id) VALUES ($1, $3, 'Qari Anas', 'qari anas', $3)),
    h AS (INSERT INTO halqas (institution_id, id, campus_id, name, sort_name, programme, sessions)
      VALUES ($1, $4, $1, 'Umar', 'umar', 'HIFZ', '{MORNING}')),
    k AS (INSERT INTO halqa_teachers (institution_id, id, halqa_id, staff_id, from_date) VALUES ($1, uuidv7(), $4, $3, '2026-01-01'))
  INSERT INTO students (institution_id, id, campus_id, halqa_id, programme, name, sort_name, direction, start_juz, admitted_on)
  SELECT $1, uuidv7(), $1, $4, 'HIFZ', 'Student ' || n, 'student ' || n, 'FORWARD', 1, '2026-01-05' FROM generate_series(1, ${STUDENTS}) n
  RETURNING id`;

/** An institution with a teacher who is signed in and has hundreds of lessons to write, each in a place of its own. */
export async function makeTeacher(name: string): Promise<Teacher> {
  const [institution, user, halqaId] = [v7(), v7(), v7()];
  const students = await asSuperuser(async (db) => {
    // Foreign keys of one statement's parts look at what was there before it.
    await db.query('SET session_replication_role = replica');
    const { rows } = await db.query<{ id: string }>(schoolSql, [institution, name, user, halqaId]);
    return rows.map(({ id }) => id);
  });
  const sid = opaqueToken();
  await callAuth('auth.open_session', [sha256(sid), user, '1 day']);
  const cookie = await cookieOf(sid, 'teacher');
  const date = localDateAt(new Date(), 'Asia/Karachi');
  let n = 0;
  return {
    cookie,
    next: () => {
      const studentId = students[n % STUDENTS]!;
      const turn = Math.floor(n / STUDENTS);
      n += 1;
      const kind = kinds[turn % kinds.length]!;
      const session = sessions[Math.floor(turn / kinds.length)];
      if (!session) throw new Error(`${name} has written everything`);
      const id = v7();
      const entry = {
        id,
        kind,
        portions: portions[kind],
        grade: 'GOOD',
        mistakes: { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
        listener: 'TEACHER',
      };
      const input = { studentId, halqaId, date, session, entries: [entry] };
      const body = JSON.stringify({ commands: [{ id: v7(), kind: 'lessons.record', input }] });
      return { id, cookie, body, acknowledged: false };
    },
  };
}

export type Answer = { status: number; ms: number; retryAfter: string | null };

/** Sends a deed as a phone does. @returns the answer, or undefined when the connection failed */
export async function send(url: string, deed: Deed): Promise<Answer | undefined> {
  const began = performance.now();
  try {
    const answer = await fetch(`${url}/api/sync`, {
      method: 'POST',
      body: deed.body,
      headers: { cookie: deed.cookie, origin: process.env.NEXTAUTH_URL!, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    const ms = performance.now() - began;
    if (answer.status === 200) {
      const { data } = JSON.parse(text) as { data: { results: { ok: boolean }[] } };
      if (!data.results[0]?.ok) throw new Refused(text);
      deed.acknowledged = true;
    }
    return { status: answer.status, ms, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    if (error instanceof Refused) throw error;
    return undefined;
  }
}
class Refused extends Error {}

export type Load = { deeds: Deed[]; answers: Answer[]; failed: number; stop: () => Promise<void> };

/** Phones that write one lesson after the other, each until it is acknowledged, wherever `target` sends them.
 *  @param rest ms that a phone rests after each */
export function load(teachers: Teacher[], phones: number, target: () => string, rest = 0): Load {
  const made: Load = { deeds: [], answers: [], failed: 0, stop: async () => undefined };
  let going = true;
  const phone = async (teacher: Teacher) => {
    while (going) {
      const deed = teacher.next();
      made.deeds.push(deed);
      for (let tries = 0; !deed.acknowledged; tries++) {
        const answer = await send(target(), deed);
        if (answer) made.answers.push(answer);
        else made.failed += 1;
        if (tries > 200) throw new Error('a lesson was never taken');
        // A phone whose lesson was not taken waits a little; when all ends it still delivers what it holds.
        if (!deed.acknowledged) await pause(100);
      }
      if (rest) await pause(rest);
    }
  };
  const all = Promise.all(Array.from({ length: phones }, (_, n) => phone(teachers[n % teachers.length]!)));
  // Whoever stops hears of a refusal; until then it must not end the process.
  all.catch(() => undefined);
  made.stop = async () => {
    going = false;
    await all;
  };
  return made;
}

/** How often each deed lies in the database. */
export async function stored(
  deeds: Deed[],
): Promise<{ acknowledged: number; stored: number; twice: number; lost: number }> {
  const rows = await asSuperuser(
    async (db) =>
      (
        await db.query<{ id: string; n: number }>(
          'SELECT id, count(*)::int AS n FROM lessons WHERE id = ANY ($1::uuid[]) GROUP BY 1',
          [deeds.map(({ id }) => id)],
        )
      ).rows,
  );
  const found = new Map(rows.map(({ id, n }) => [id, n]));
  return {
    acknowledged: deeds.filter((deed) => deed.acknowledged).length,
    stored: rows.length,
    twice: rows.filter(({ n }) => n > 1).length,
    lost: deeds.filter(({ id, acknowledged }) => acknowledged && !found.has(id)).length,
  };
}
