import pg from 'pg';
import { migrate, openDatabase } from '../../scripts/database';
import { processEnvironment } from '../../scripts/environment';
import { syntheticRegister } from '../support/synthetic-register';

// npx tsx --tsconfig scripts/tsconfig.json tests/bench/today.ts: what the pages of a halqa and of the office wait for, with
// their queries: 25 huffaz with three years of lessons each, and an institution of 500 such children. Limit of the issue:
// the halqa's today under 60 ms of server time.
const RUNS = 100;
const HALQAS = 20;
const CHILDREN = 25;

process.env.HIFZPRO_DATA ??= '.data-bench-today';
const database = await openDatabase();
await migrate(database.urls);
Object.assign(process.env, processEnvironment(database.urls, database.secrets, 'http://localhost:3000'), {
  LOG_LEVEL: 'silent',
});
const { inTenant } = await import('@/lib/core/db/tenant');
const { addDays } = await import('@/lib/core/time');
const { getSweep } = await import('@/lib/lessons/sweep/queries');
const { getToday } = await import('@/lib/dashboard/queries');
const { listCare } = await import('@/lib/care/queries');
const { refreshProgress } = await import('@/lib/progress/mutations');
const { makeCampus, makeHalqa, makeStaff, acceptInvitation, makeInvitation } = await import(
  '@/prisma/seed/makers'
);
const { makeInstitution, makeUser, scopeOf } = await import('@/prisma/seed/sessions');
const flatWhole = [1, 6236];

const phrase = 'a long enough phrase';
const owner = await makeUser('admin@today.example', phrase);
const client = new pg.Client({ connectionString: database.server!.url('hifzpro') });
await client.connect();
const known = await client.query("SELECT id FROM institutions WHERE name = 'Today'");
const id: string = known.rows[0]?.id ?? (await makeInstitution({ name: 'Today', admin: owner }));
const admin = await scopeOf(owner, 'admin', id);
const ustadh = await makeUser('ustadh@today.example', phrase);
if (known.rowCount === 0) await fill();
const teacher = await scopeOf(ustadh, 'teacher', id);
const { rows: halqas } = await client.query('SELECT id FROM halqas WHERE institution_id = $1 ORDER BY name', [
  id,
]);
const first: string = halqas[0].id;

async function fill(): Promise<void> {
  console.info('Filling (once) …');
  const started = performance.now();
  const token = await inTenant(admin, async (tx) => {
    const campus = await makeCampus(tx, admin, { name: 'Main' });
    const staff = await makeStaff(tx, admin, { name: 'Qari Anas', email: 'ustadh@today.example' });
    for (let n = 0; n < HALQAS; n += 1)
      await makeHalqa(tx, admin, {
        campusId: campus.id,
        name: `Halqa ${String(n).padStart(2, '0')}`,
        ...(n === 0 && { staffId: staff.id }),
      });
    return makeInvitation(tx, admin, { staffId: staff.id });
  });
  await acceptInvitation(token, ustadh);
  // Children of one place in their halqas have one register; the first halqa's are worked out, the others' are copied.
  await client.query(
    `INSERT INTO students (institution_id, id, campus_id, halqa_id, programme, direction, roll_no, name, sort_name, admitted_on)
     SELECT h.institution_id, uuidv7(), h.campus_id, h.id, 'HIFZ', 'BACKWARD', h.name || '-' || n, 'Anas Khan ' || n, 'anas khan ' || n, '2022-01-01'
     FROM halqas h, generate_series(1, ${CHILDREN}) n WHERE h.institution_id = $1`,
    [id],
  );
  await client.query(
    `CREATE TEMP TABLE kids AS SELECT s.id, s.campus_id, s.halqa_id, split_part(s.roll_no, '-', 2)::int AS place,
       first_value(s.id) OVER (PARTITION BY split_part(s.roll_no, '-', 2) ORDER BY s.roll_no) AS like_id
     FROM students s WHERE s.institution_id = $1`,
    [id],
  );
  // Constraints stay; the triggers of foreign keys would look up each of a million rows.
  await client.query('SET session_replication_role = replica');
  await client.query(
    `INSERT INTO placements (institution_id, id, student_id, campus_id, portions, source, placed_on)
     SELECT $1, uuidv7(), id, campus_id, $2, 'ENROLMENT', '2022-01-01' FROM kids`,
    [id, flatWhole],
  );
  await client.query(
    `INSERT INTO attendance (institution_id, id, student_id, campus_id, halqa_id, date, session, status, recorded_by)
     SELECT $1, uuidv7(), k.id, k.campus_id, k.halqa_id, $2::date - d, 'MORNING', CASE WHEN random() < 0.95 THEN 'PRESENT' ELSE 'ABSENT' END, $3
     FROM kids k, generate_series(1, 60) d`,
    [id, admin.today, ustadh],
  );
  for (let seed = 1; seed <= CHILDREN; seed += 1) {
    const lessons = syntheticRegister(seed, 3);
    const shift = Math.round((Date.parse(admin.today) - Date.parse(lessons.at(-1)!.date)) / 86_400_000) - 1;
    const told = lessons.map(({ kind, date, grade, portions }) => ({
      ...{ kind, grade },
      date: addDays(date, shift),
      portions: portions.flat(),
    }));
    await client.query(
      `INSERT INTO lessons (institution_id, id, student_id, campus_id, halqa_id, date, session, kind, portions, grade, recorded_by)
       SELECT $1, uuidv7(), k.id, k.campus_id, k.halqa_id, r.date, 'MORNING', r.kind, r.portions, r.grade, $2
       FROM kids k, jsonb_to_recordset($3::jsonb) AS r(kind text, date date, grade text, portions int[]) WHERE k.id = k.like_id AND k.place = $4`,
      [id, ustadh, JSON.stringify(told), seed],
    );
  }
  const { rows: first } = await client.query('SELECT id FROM kids WHERE id = like_id');
  const studentIds = first.map((child) => child.id as string);
  for (let n = 0; n < studentIds.length; n += 5)
    await inTenant({ ...admin, context: (await admin.renew!())! }, (tx) =>
      refreshProgress(tx, {
        institutionId: id,
        studentIds: studentIds.slice(n, n + 5),
        today: admin.today,
      }),
    );
  for (const table of ['lessons', 'memory_units', 'student_progress']) await copy(table);
  await client.query('RESET session_replication_role');
  await client.query('VACUUM ANALYZE');
  console.info(`… in ${Math.round((performance.now() - started) / 1000)} s`);
}

/** The rows of the children of the first halqa, for those who are like them. */
async function copy(table: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  const of: Record<string, string> = {
    ...{ id: 'uuidv7()', student_id: 'k.id', campus_id: 'k.campus_id', halqa_id: 'k.halqa_id' },
  };
  const names = rows.map(({ name }) => name);
  await client.query(
    `INSERT INTO ${table} (${names.join()}) SELECT ${names.map((name) => of[name] ?? `t.${name}`).join()}
     FROM kids k JOIN ${table} t ON t.institution_id = $1 AND t.student_id = k.like_id WHERE k.id <> k.like_id ORDER BY k.id`,
    [id],
  );
}

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  for (let n = 0; n < 5; n += 1) await work();
  const walls: number[] = [];
  const cpus: number[] = [];
  for (let n = 0; n < RUNS; n += 1) {
    const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
    await work();
    walls.push(Number(process.hrtime.bigint() - start) / 1e6);
    const { user, system } = process.cpuUsage(cpu);
    cpus.push((user + system) / 1000);
  }
  const at = (list: number[], part: number) =>
    [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * part)]!.toFixed(1);
  console.info(
    `${name}: p50 ${at(walls, 0.5)} ms, p95 ${at(walls, 0.95)} ms by the clock; ${at(cpus, 0.5)} ms of this process (${RUNS} runs)`,
  );
}

const renewed = async (scope: typeof admin) => ({ ...scope, context: (await scope.renew!())! });
const { rows: held } = await client.query(
  'SELECT round(avg(n)) AS units FROM (SELECT count(*) AS n FROM memory_units WHERE institution_id = $1 GROUP BY student_id) x',
  [id],
);
console.info(`${halqas.length * CHILDREN} children, ${held[0].units} units of memory each`);
{
  const scope = await renewed(teacher);
  await measure('today of a halqa of 25', () =>
    inTenant(scope, (tx) => getSweep(tx, { institutionId: id, halqaId: first, date: scope.today })),
  );
}
{
  const scope = await renewed(admin);
  await measure('children who need a word, 500', () => inTenant(scope, (tx) => listCare(tx, scope)));
  const again = await renewed(admin);
  await measure('the whole of /admin, 500', () => inTenant(again, (tx) => getToday(tx, again)));
}
await client.end();
process.exit(0);
