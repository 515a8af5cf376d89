import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { v7 } from 'uuid';
import { closeDatabase, migrate, openDatabase } from '@/scripts/database';
import { processEnvironment, root, webFlags } from '@/scripts/environment';
import { fill } from '../bench/fill';
import { type Person, people } from '../bench/people';
import { held, type LoadResult } from './results';

/** WALLS.md: 200 active users at 100 mixed requests a second for 10 minutes, and 1,000 attendance posts in 60 s. The
 *  rates are kept; the time is shortened, and the result says by how much. */
const PORT = 3311;
const RATE = 100;
const USERS = { admin: 20, teacher: 80, guardian: 100 };
const PEAK = 1000 / 60;

type Request = { write: boolean; path: string; person: Person; commands?: unknown[] };
type Sample = { write: boolean; ms: number; ok: boolean };

const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' }).format(new Date());
const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;

function attendance(person: Person): Request {
  const entries = person
    .students!.slice(0, 20)
    .map((studentId) => ({ id: v7(), studentId, status: 'PRESENT' }));
  const input = { halqaId: person.halqa, date: today, session: 'MORNING', entries };
  return { write: true, path: '/api/sync', person, commands: [{ id: v7(), kind: 'attendance.take', input }] };
}

function lesson(person: Person): Request {
  const mistakes = { atak: 1, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
  const entry = {
    id: v7(),
    kind: 'SABAQ',
    portions: [5100, 5104],
    grade: 'GOOD',
    mistakes,
    listener: 'TEACHER',
  };
  const input = {
    studentId: any(person.students!),
    halqaId: person.halqa,
    date: today,
    session: 'MORNING',
    entries: [entry],
  };
  return { write: true, path: '/api/sync', person, commands: [{ id: v7(), kind: 'lessons.record', input }] };
}

const lasting = (seconds: number, wanted: number) =>
  seconds < wanted ? `${seconds} s instead of ${wanted} s` : `${seconds} s`;

type Crowd = Record<keyof typeof USERS, Person[]>;

/** A quarter writes; of the reads half are parents', the rest the asatidha's and the office's. */
function mixed(crowd: Crowd): Request {
  const die = Math.random();
  const teacher = any(crowd.teacher);
  if (die < 0.1) return attendance(teacher);
  if (die < 0.25) return lesson(teacher);
  const guardian = any(crowd.guardian);
  if (die < 0.62) return { write: false, path: `/parent/children/${guardian.student}`, person: guardian };
  if (die < 0.75) return { write: false, path: '/teacher/today', person: teacher };
  if (die < 0.87)
    return { write: false, path: `/teacher/today/${teacher.halqa}?date=${today}`, person: teacher };
  const admin = any(crowd.admin);
  return {
    write: false,
    path: die < 0.94 ? '/admin/students' : `/admin/students/${admin.student}`,
    person: admin,
  };
}

async function fire({ write, path, person, commands }: Request): Promise<Sample> {
  const began = performance.now();
  const url = `http://localhost:${PORT}`;
  // Held by its timer: a signal of AbortSignal.timeout that nobody else holds may be collected, and never fires.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), 30_000);
  try {
    const answer = await fetch(url + path, {
      redirect: 'manual',
      signal: late.signal,
      headers: {
        cookie: person.cookie,
        origin: url,
        ...(commands && { 'content-type': 'application/json' }),
      },
      ...(commands && { method: 'POST', body: JSON.stringify({ commands }) }),
    });
    const text = await answer.text();
    const ok = answer.status === 200 && !(write && text.includes('"ok":false'));
    return { write, ms: performance.now() - began, ok };
  } catch {
    return { write, ms: performance.now() - began, ok: false };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends at a steady rate whether or not answers come: a server that falls behind shows it in what people wait. */
async function steadily(rate: number, seconds: number, next: () => Request): Promise<Sample[]> {
  const sent: Promise<Sample>[] = [];
  const began = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const due = began + (n * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((done) => setTimeout(done, wait));
    sent.push(fire(next()));
  }
  return Promise.all(sent);
}

const p95 = (samples: Sample[]) => {
  const sorted = samples.map(({ ms }) => ms).sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
};

function figures(samples: Sample[], seconds: number, users: number, note: string): Omit<LoadResult, 'at'> {
  return {
    note,
    seconds,
    users,
    requests: samples.length,
    perSecond: Math.round(samples.length / seconds),
    readP95: p95(samples.filter(({ write }) => !write)),
    writeP95: p95(samples.filter(({ write }) => write)),
    errors: samples.filter(({ ok }) => !ok).length,
  };
}

/** Runs both loads against a production server of its own, as many processes as the product starts, over the bench's
 *  200 institutions, and keeps the figures. */
export async function runLoad(seconds: number): Promise<void> {
  process.env.HIFZPRO_DATA ??= '.data-bench';
  const database = await openDatabase();
  await migrate(database.urls);
  const superuser = database.server!.url('hifzpro');
  await fill(superuser);
  const server = spawn(process.execPath, webFlags, {
    cwd: root,
    env: {
      ...processEnvironment(database.urls, database.secrets, `http://localhost:${PORT}`),
      NODE_ENV: 'production',
      PORT: String(PORT),
      LOG_LEVEL: 'warn',
      PACE: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    for (let i = 0; i < 200; i++) {
      if ((await fetch(`http://localhost:${PORT}/api/ready`).catch(() => null))?.status === 200) break;
      await new Promise((done) => setTimeout(done, 100));
    }
    const secret = database.secrets.NEXTAUTH_SECRET!;
    const crowd = {} as Crowd;
    for (const role of ['admin', 'teacher', 'guardian'] as const)
      crowd[role] = await people(superuser, role, secret, USERS[role]);
    await steadily(40, 5, () => mixed(crowd));
    const users = USERS.admin + USERS.teacher + USERS.guardian;
    const day = await steadily(RATE, seconds, () => mixed(crowd));
    held('day', figures(day, seconds, users, `${RATE} mixed requests a second for ${lasting(seconds, 600)}`));
    const peakSeconds = Math.max(5, Math.round(seconds / 2));
    let turn = 0;
    const peak = await steadily(PEAK, peakSeconds, () => {
      turn += 1;
      return attendance(crowd.teacher[turn % crowd.teacher.length]!);
    });
    held(
      'morning',
      figures(
        peak,
        peakSeconds,
        USERS.teacher,
        `1,000 attendance posts a minute, for ${lasting(peakSeconds, 60)}`,
      ),
    );
  } finally {
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
    await closeDatabase(database);
  }
}
