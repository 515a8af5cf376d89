// npm test: everything, on a fresh clone too. Ends with what failed by name and one line: N passed, N failed.
// npm test -- unit e2e: those suites alone.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build, root, setUp } from './setup.mjs';

const output = path.join(root, 'tests/.output');
const totals = { passed: 0, failed: 0 };
/** What failed, by suite and title: the end of a long log is often all that is kept of it. */
const failures = [];
const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.includes(name);
const bin = (name) => path.join(root, 'node_modules/.bin', name);

function step(name, command, args, options = {}) {
  const began = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  return status === 0;
}

/** A check that passes or fails as a whole. */
function check(name, command, args) {
  if (!wanted('checks') && !wanted(name)) return;
  const ok = step(name, command, args);
  totals[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push(name);
}

/** A suite that writes a report of its tests; a suite that dies without one counts as one failure. */
function suite(name, command, args, report, count, options) {
  if (!wanted(name)) return;
  const file = path.join(output, report);
  fs.rmSync(file, { force: true });
  const ok = step(name, command, args, options);
  const { passed, failed } = fs.existsSync(file)
    ? count(JSON.parse(fs.readFileSync(file, 'utf8')))
    : { passed: 0, failed: [] };
  if (!ok && failed.length === 0) failed.push('the suite itself');
  totals.passed += passed;
  totals.failed += failed.length;
  failures.push(...failed.map((title) => `${name}: ${title}`));
}

/** Every test of a Playwright report that did not come out as expected, with its file. */
const unexpected = (parts) =>
  parts.flatMap((part) => [
    ...(part.specs ?? []).filter((spec) => !spec.ok).map((spec) => `${spec.file} ${spec.title}`),
    ...unexpected(part.suites ?? []),
  ]);

const vitest = (project, env) =>
  suite(
    project,
    bin('vitest'),
    [
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${path.join(output, `${project}.json`)}`,
    ],
    `${project}.json`,
    (r) => ({
      passed: r.numPassedTests,
      failed: r.testResults.flatMap((file) => {
        const failed = file.assertionResults.filter((test) => test.status === 'failed');
        const where = path.relative(root, file.name);
        // A file that cannot be read has no tests to fail.
        return failed.length === 0 && file.status === 'failed'
          ? [where]
          : failed.map((test) => `${where} ${test.fullName}`);
      }),
    }),
    { env: { ...process.env, ...env } },
  );

const browse = (name, files, workers) =>
  suite(
    name,
    bin('playwright'),
    [
      'test',
      '--config',
      'tests/playwright.config.ts',
      `--workers=${workers}`,
      // Beside another a page may come late once; what fails twice fails.
      ...(workers > 1 ? ['--retries=1'] : []),
      ...files,
    ],
    `${name}.json`,
    (r) => ({ passed: r.stats.expected + r.stats.flaky, failed: unexpected(r.suites) }),
    { env: { ...process.env, ...live, E2E_REPORT: path.join(output, `${name}.json`) } },
  );

/** A Chromium: the system's, else Debian's package when we may install, else Playwright's own download. */
function findBrowser() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = () => candidates.find((p) => p && fs.existsSync(p));
  if (found()) return found();
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
    if (found()) return found();
  }
  spawnSync(bin('playwright'), ['install', 'chromium'], { cwd: root, stdio: 'inherit' });
  return undefined;
}

/** The production build over a fresh database of its own, with the demonstration in it. */
async function serve() {
  const data = fs.mkdtempSync(path.join(root, '.data-e2e-'));
  // As root the server runs as another user, who must be able to pass through.
  fs.chmodSync(data, 0o755);
  const env = {
    ...process.env,
    HIFZPRO_DATA: data,
    PORT: '3210',
    LOG_LEVEL: 'warn',
    // The attacks come by a few sign-ins, hundreds in a second.
    PACE: '100',
    // Where the journeys put their fakes of providers; nothing of a test leaves this machine.
    META_BASE_URL: 'http://127.0.0.1:3211',
    ULTRAMSG_BASE_URL: 'http://127.0.0.1:3212',
  };
  for (const name of Object.keys(env))
    if (name.endsWith('DATABASE_URL') || name.startsWith('NEXTAUTH')) delete env[name];
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts', '--demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const at = /HifzPro is at (\S+)/.exec(said)?.[1];
      if (at) resolve(at);
    });
    child.on('exit', () => reject(new Error(`the server did not start:\n${said}`)));
  });
  const stop = () =>
    new Promise((done) => {
      child.on('exit', () => {
        fs.rmSync(data, { recursive: true, force: true });
        done();
      });
      child.kill('SIGTERM');
    });
  return { address, data, stop };
}

setUp();
fs.mkdirSync(output, { recursive: true });
// PageProps and its kin are written by Next from the file tree.
step('route types', process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], {
  stdio: 'ignore',
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
});
check('types', bin('tsc'), ['--noEmit', '-p', '.']);
check('lint', bin('biome'), ['check', '.']);
check('boundaries', bin('depcruise'), [
  'app',
  'components',
  'lib',
  'middleware.ts',
  'prisma/seed',
  '--output-type',
  'err',
]);
check('dead code', bin('knip'), []);
check('catalogues', bin('i18n-check'), [
  '--locales',
  'lib/core/i18n/messages',
  '--source',
  'en',
  '--format',
  'next-intl',
  // Its plural check takes a dual without a figure for a fault; the catalogue test compares figures by itself.
  '--only',
  'missingKeys',
]);
vitest('unit');
vitest('database');
if (['e2e', 'e2e-rest', 'http', 'faults'].some(wanted)) build();
const live = {};
const server = ['e2e', 'e2e-rest', 'http'].some(wanted) ? await serve() : undefined;
if (server) {
  const browser = findBrowser();
  // Vite keeps BASE_URL for itself.
  Object.assign(live, { BASE_URL: server.address, SERVER_URL: server.address });
  Object.assign(live, { HIFZPRO_DATA: server.data, ...(browser && { CHROMIUM_PATH: browser }) });
}
// The first four tell one story, each on what the one before left; the others stand for themselves, two at a time.
const specs = fs.readdirSync(path.join(root, 'tests/e2e')).filter((name) => name.endsWith('.spec.ts'));
const isStory = (name) => /^0[1-4]-/.test(name);
browse('e2e', specs.filter(isStory), 1);
browse(
  'e2e-rest',
  specs.filter((name) => !isStory(name)),
  2,
);
vitest('http', live);
await server?.stop();
// Last and alone: here processes are killed.
vitest('faults');
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed ? 1 : 0);
