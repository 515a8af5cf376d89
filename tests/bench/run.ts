import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { v7 } from 'uuid';
import { migrate, openDatabase } from '../../scripts/database';
import { processEnvironment, root, serverFlags, webFlags } from '../../scripts/environment';
import { fill } from './fill';
import { openCookie, type Person, people } from './people';

// npm run bench [seconds per run] [part of a scenario's name]: figures of this machine, to be read as ratios. Loopback
// only, bounded, ends itself. With a name only those runs, beside the bare page.
const seconds = Number(process.argv[2] ?? 6);
const only = process.argv[3];
process.env.HIFZPRO_DATA ??= '.data-bench';
const database = await openDatabase();
await migrate(database.urls);
const superuser = database.server!.url('hifzpro');
console.log('Filling (once) …');
await fill(superuser);

const next = path.join(root, 'node_modules/next/dist/bin/next');
const bareDir = path.join(root, 'tests/bench/bare');
const quiet = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', BARE_DATABASE_URL: superuser };
execFileSync(process.execPath, [next, 'build', '--webpack'], { cwd: bareDir, env: quiet, stdio: 'ignore' });

const started = {
  app: {
    port: 3301,
    child: spawn(process.execPath, webFlags, {
      cwd: root,
      env: {
        ...processEnvironment(database.urls, database.secrets, 'http://localhost:3301'),
        NODE_ENV: 'production',
        PORT: '3301',
        LOG_LEVEL: 'warn',
        PACE: '0',
      },
      stdio: 'ignore',
    }),
  },
  bare: {
    port: 3302,
    child: spawn(process.execPath, [next, 'start', '-p', '3302'], {
      cwd: bareDir,
      env: { ...quiet, NODE_ENV: 'production' },
      stdio: 'ignore',
    }),
  },
  node: {
    port: 3303,
    child: spawn(process.execPath, ['tests/bench/bare/server.mjs'], {
      cwd: root,
      env: { ...quiet, PORT: '3303' },
      stdio: 'ignore',
    }),
  },
};
for (const { port } of Object.values(started)) {
  for (let i = 0; i < 100 && !(await fetch(`http://localhost:${port}/`).catch(() => null)); i++)
    await new Promise((done) => setTimeout(done, 100));
}

const servers = Object.fromEntries(Object.values(started).map(({ port, child }) => [port, child.pid!]));

const secret = database.secrets.NEXTAUTH_SECRET!;
const [admins, teachers, guardians] = await Promise.all(
  (['admin', 'teacher', 'guardian'] as const).map((role) => people(superuser, role, secret)),
);
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Karachi' }).format(new Date());

type Scenario = {
  name: string;
  port: number;
  people: Person[];
  request: (p: Person) => { path: string; method?: 'POST'; body?: string };
};
const sync = (commands: unknown[]) => ({
  path: '/api/sync',
  method: 'POST' as const,
  body: JSON.stringify({ commands }),
});
const nobody: Person[] = [{ cookie: '', institution: '' }];

const scenarios: Scenario[] = [
  { name: 'bare node:http + pg', port: 3303, people: nobody, request: () => ({ path: '/' }) },
  { name: 'bare Next page', port: 3302, people: nobody, request: () => ({ path: '/' }) },
  {
    name: 'bare page behind a middleware',
    port: 3302,
    people: nobody,
    request: () => ({ path: '/behind' }),
  },
  { name: 'student list', port: 3301, people: admins!, request: () => ({ path: '/admin/students' }) },
  {
    name: 'student profile',
    port: 3301,
    people: admins!,
    request: (p) => ({ path: `/admin/students/${p.student}` }),
  },
  { name: "ustadh's today", port: 3301, people: teachers!, request: () => ({ path: '/teacher/today' }) },
  {
    name: 'halqa sweep',
    port: 3301,
    people: teachers!,
    request: (p) => ({ path: `/teacher/today/${p.halqa}?date=${today}` }),
  },
  {
    name: 'save attendance of 20',
    port: 3301,
    people: teachers!,
    request: (p) =>
      sync([
        {
          id: v7(),
          kind: 'attendance.take',
          input: {
            halqaId: p.halqa,
            date: today,
            session: 'MORNING',
            entries: p
              .students!.slice(0, 20)
              .map((studentId) => ({ id: v7(), studentId, status: 'PRESENT' })),
          },
        },
      ]),
  },
  {
    name: 'save a lesson',
    port: 3301,
    people: teachers!,
    request: (p) =>
      sync([
        {
          id: v7(),
          kind: 'lessons.record',
          input: {
            studentId: p.students![Math.floor(Math.random() * p.students!.length)],
            halqaId: p.halqa,
            date: today,
            session: 'MORNING',
            entries: [
              {
                id: v7(),
                kind: 'SABAQ',
                portions: [5100, 5104],
                grade: 'GOOD',
                mistakes: { atak: 1, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
                listener: 'TEACHER',
              },
            ],
          },
        },
      ]),
  },
  {
    name: "parent's child page",
    port: 3301,
    people: guardians!,
    request: (p) => ({ path: `/parent/children/${p.student}` }),
  },
];

/** Until a page's code is compiled it takes twice as long: a scenario is asked this often before it is measured,
 *  however slow the machine. */
const warm = 1000;

/** @returns the run's result and every answer's latency in ms, sorted */
async function fire(
  scenario: Scenario,
  connections: number,
  until: { duration: number } | { amount: number },
) {
  let nextPerson = 0;
  let bytes = 0;
  const latencies: number[] = [];
  const result = await autocannon({
    url: `http://localhost:${scenario.port}`,
    connections,
    ...until,
    setupClient(client) {
      const person = scenario.people[nextPerson++ % scenario.people.length]!;
      const setupRequest = (request: autocannon.Request) => {
        const { path: at, method = 'GET', body } = scenario.request(person);
        const headers = {
          cookie: person.cookie,
          origin: `http://localhost:${scenario.port}`,
          ...(body && { 'content-type': 'application/json' }),
        };
        return { ...request, path: at, method, headers, ...(body && { body }) };
      };
      // `setRequest` would hold for one request, and every later one would ask for the page at `/`.
      client.setRequests([{ setupRequest } as autocannon.Request]);
      client.on('response', (_status, size, time) => {
        latencies.push(time);
        bytes += size;
      });
    },
  });
  return { result, latencies: latencies.sort((a, b) => a - b), size: bytes / latencies.length };
}

const percentile = (sorted: number[], share: number) =>
  (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);

/** CPU time in ms that this process's tree and the database have used so far, from the kernel's own count: says more
 *  than the wall on a machine that others share. */
function cpuSpent(root: number): number {
  const ticks = new Map<number, { parent: number; spent: number }>();
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // user, system, and the same of children that ended
      const spent = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
      ticks.set(Number(pid), { parent: Number(fields[1]), spent });
    } catch {
      // It ended meanwhile.
    }
  }
  const under = (pid: number): number => {
    const own = ticks.get(pid)?.spent ?? 0;
    return [...ticks].reduce((sum, [child, { parent }]) => (parent === pid ? sum + under(child) : sum), own);
  };
  return under(root) * 10;
}

const rows: Record<string, string | number>[] = [];
const bare: Record<number, number> = {};
for (const scenario of scenarios) {
  if (only && !scenario.name.includes(only) && scenario.name !== 'bare Next page') continue;
  const sizes: number[] = [];
  for (const person of scenario.people.slice(0, 3)) {
    const { path: at, method = 'GET', body } = scenario.request(person);
    const probe = await fetch(`http://localhost:${scenario.port}${at}`, {
      method,
      body: body ?? null,
      redirect: 'manual',
      headers: { cookie: person.cookie, origin: `http://localhost:${scenario.port}` },
    });
    const text = await probe.text();
    if (probe.status !== 200 || text.includes('"ok":false'))
      throw new Error(`${scenario.name}: ${probe.status} ${text.slice(0, 300)}`);
    sizes.push(text.length);
  }
  await fire(scenario, 16, { amount: warm });
  for (const connections of [1, 16]) {
    const roots = [servers[scenario.port]!, database.server!.pid];
    const before = roots.map(cpuSpent);
    const { result, latencies, size } = await fire(scenario, connections, { duration: seconds });
    // What was measured is what was meant: an answer is about as long as those looked at above, headers apart.
    const expected = sizes.reduce((sum, one) => sum + one, 0) / sizes.length;
    if (size < expected / 2 || size > expected * 2 + 3000)
      throw new Error(`${scenario.name}: answers of ${Math.round(size)} bytes, not ${Math.round(expected)}`);
    const [web, store] = roots.map((root, i) => (cpuSpent(root) - before[i]!) / result.requests.total);
    if (scenario.name === 'bare Next page') bare[connections] = result.requests.average;
    rows.push({
      scenario: scenario.name,
      concurrency: connections,
      'req/s': Math.round(result.requests.average),
      'p50 ms': percentile(latencies, 0.5),
      'p95 ms': percentile(latencies, 0.95),
      'CPU ms a request, server': web!.toFixed(2),
      database: store!.toFixed(2),
      failed: result.non2xx + result.errors,
      'of bare Next': bare[connections] ? (result.requests.average / bare[connections]).toFixed(2) : '',
    });
  }
}
console.table(rows);
if (only) leave();

/** Compressed bytes of every script that a page names, those for old browsers (noModule) left out. */
async function firstLoad(port: number, at: string, cookie: string): Promise<number> {
  const html = await (await fetch(`http://localhost:${port}${at}`, { headers: { cookie } })).text();
  const scripts = [...html.matchAll(/<script[^>]*src="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/nomodule/i.test(tag))
    .map(([, src]) => src!);
  const preloads = [...html.matchAll(/<link[^>]*as="script"[^>]*href="([^"]+)"/g)].map(([, href]) => href!);
  let bytes = 0;
  for (const src of new Set([...scripts, ...preloads])) {
    bytes += gzipSync(
      Buffer.from(await (await fetch(`http://localhost:${port}${src}`)).arrayBuffer()),
    ).length;
  }
  return bytes / 1000;
}

const ustadh = teachers![0]!;
const parent = guardians![0]!;
console.table(
  await Promise.all(
    [
      ['bare Next page', 3302, '/', ''],
      ["ustadh's today", 3301, '/teacher/today', ustadh.cookie],
      ['halqa sweep', 3301, `/teacher/today/${ustadh.halqa}?date=${today}`, ustadh.cookie],
      ["parent's home", 3301, '/parent', parent.cookie],
      ["parent's child page", 3301, `/parent/children/${parent.student}`, parent.cookie],
    ].map(async ([page, port, at, cookie]) => ({
      page,
      'first-load JavaScript, kB gzipped': (
        await firstLoad(port as number, at as string, cookie as string)
      ).toFixed(1),
    })),
  ),
);

const walls = execFileSync(
  process.execPath,
  [
    ...serverFlags,
    'tests/bench/walls.ts',
    superuser,
    (await Promise.all(admins!.map(({ cookie }) => openCookie(cookie, secret)))).join(','),
  ],
  {
    cwd: root,
    env: {
      ...processEnvironment(database.urls, database.secrets, 'http://localhost:3301'),
      NODE_ENV: 'production',
    },
    encoding: 'utf8',
  },
);
console.log('A page of four queries, in one transaction:');
console.table(
  walls
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)),
);

leave();

function leave(): never {
  for (const { child } of Object.values(started)) child.kill('SIGTERM');
  process.exit(0);
}
