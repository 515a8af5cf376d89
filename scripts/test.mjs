// npm test: everything, on a fresh clone too. Ends with what failed by name and one line: N passed, N failed.
// npm test -- unit e2e: those suites alone.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root, setUp } from './setup.mjs';

const output = path.join(root, 'tests/.output');
const totals = { passed: 0, failed: 0 };
const REASON_LINES = 8;
/** What failed, by suite and title: the end of a long log is often all that is kept of it. */
const failures = [];
const only = process.argv.slice(2);
const wanted = (...names) => only.length === 0 || names.some((name) => only.includes(name));
const bin = (name) => path.join(root, 'node_modules/.bin', name);

/** Who runs now, in the order in which they began. The first speaks, the others are heard in their turn and whole. */
const speakers = [];
function speaker() {
  const me = { held: [], ended: false };
  speakers.push(me);
  const say = (words) => (speakers[0] === me ? process.stdout.write(words) : me.held.push(words));
  const end = (line) => {
    say(`${line}\n`);
    me.ended = true;
    while (speakers[0]?.ended) {
      speakers.shift();
      for (const words of speakers[0]?.held.splice(0) ?? []) process.stdout.write(words);
    }
  };
  return { say, end };
}

async function step(name, command, args, options = {}) {
  const began = Date.now();
  const { say, end } = speaker();
  const { quiet, ...rest } = options;
  const child = spawn(command, args, { cwd: root, ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
  if (!quiet) for (const stream of [child.stdout, child.stderr]) stream.on('data', say);
  else for (const stream of [child.stdout, child.stderr]) stream.resume();
  const status = await new Promise((done) => {
    child.on('error', (error) => {
      say(`${error.message}\n`);
      done(1);
    });
    child.on('close', done);
    // What it left behind may hold its voice; nobody waits for that.
    child.on('exit', (code) => setTimeout(done, 3000, code).unref());
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  end(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  return status === 0;
}

/** A check that passes or fails as a whole. @returns false when it was made and failed */
async function check(name, command, args, options) {
  if (!wanted('checks', name)) return true;
  const ok = await step(name, command, args, options);
  totals[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push(name);
  return ok;
}

/** Undefined when there is none, or one that its suite did not live to end. */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A suite that writes a report of its tests; a suite that dies without one counts as one failure. */
async function suite(name, command, args, reportName, count, options) {
  const file = path.join(output, reportName);
  fs.rmSync(file, { force: true });
  const ok = await step(name, command, args, options);
  const report = readReport(file);
  const { passed, failed } = report ? count(report) : { passed: 0, failed: [] };
  if (!(ok && report) && failed.length === 0) failed.push('the suite itself');
  totals.passed += passed;
  totals.failed += failed.length;
  failures.push(...failed.map((title) => `${name}: ${title}`));
}

/** What failed and the beginning of why: a log that was cut off in front still tells both. */
const withReason = (title, messages) => {
  const why = stripVTControlCharacters(messages.find(Boolean) ?? '').split('\n', REASON_LINES);
  return [title, ...why.filter((line) => line.trim()).map((line) => `    ${line.slice(0, 300)}`)].join('\n');
};

/** Every test of a Playwright report that did not come out as expected, with its file. */
const unexpected = (parts) =>
  parts.flatMap((part) => [
    ...(part.specs ?? [])
      .filter((spec) => !spec.ok)
      .map((spec) => {
        const results = spec.tests.flatMap((test) => test.results);
        return withReason(
          `${spec.file} ${spec.title}`,
          results.map(({ error }) => error?.message),
        );
      }),
    ...unexpected(part.suites ?? []),
  ]);

/** @param files of the project, when not all; what runs apart has a name and a report of its own */
const vitest = async (project, { name = project, files = [], env } = {}) =>
  wanted(project, name) &&
  suite(
    name,
    bin('vitest'),
    [
      ...['run', '--config', 'tests/vitest.config.ts', '--project', project],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${path.join(output, `${name}.json`)}`],
      ...files,
    ],
    `${name}.json`,
    (r) => ({
      passed: r.numPassedTests,
      failed: r.testResults.flatMap((file) => {
        const failed = file.assertionResults.filter((test) => test.status === 'failed');
        const where = path.relative(root, file.name);
        // A file that cannot be read has no tests to fail.
        return failed.length === 0 && file.status === 'failed'
          ? [where]
          : failed.map((test) => withReason(`${where} ${test.fullName}`, test.failureMessages));
      }),
    }),
    { env: { ...process.env, ...env } },
  );

const browse = async (name, files, workers) =>
  wanted(name) &&
  suite(
    name,
    bin('playwright'),
    [
      'test',
      '--config',
      'tests/playwright.config.ts',
      `--workers=${workers}`,
      // Beside another a page may come late once; what fails twice fails.
      ...(workers > 1 ? ['--retries=1', '--trace=on-first-retry'] : []),
      ...files,
    ],
    `${name}.json`,
    (r) => ({ passed: r.stats.expected + r.stats.flaky, failed: unexpected(r.suites) }),
    { env: { ...process.env, ...live, E2E_REPORT: path.join(output, `${name}.json`) } },
  );

const filesOf = (folder, ending) =>
  fs
    .readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

/** A Chromium, best without all that shows windows (half the work for the processor): the system's, else Debian's package when we may install, else Playwright's own download (undefined). */
const findBrowser = () =>
  [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((file) => file && fs.existsSync(file));

/** Begun before all else: a download waits for the net, not for us. */
const packaged = () =>
  new Promise((done) => {
    if (findBrowser() || process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return done();
    const get = 'apt-get install -y -qq --no-install-recommends';
    // The whole one too: signs of the push service are shown by nothing less.
    const install = `apt-get update -qq; ${get} chromium chromium-headless-shell || ${get} chromium`;
    const child = spawn('sh', ['-c', install], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('close', done);
  });

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
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.on('data', (chunk) => {
    process.stderr.write(chunk);
    // A page that asks for a sentence which is not there still answers; nobody who looks at its figures would notice.
    if (String(chunk).includes('MISSING_MESSAGE')) unsaid += 1;
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

/** How often a page asked for a sentence that no catalogue has. */
let unsaid = 0;
const live = {};
const browses = wanted('e2e', 'e2e-rest');
const serves = wanted('e2e', 'e2e-rest', 'http', 'http-outgoing');
const browserPackage = browses ? packaged() : undefined;
setUp();
fs.mkdirSync(output, { recursive: true });

// PageProps and its kin are written by Next from the file tree.
await step('route types', process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], {
  quiet: true,
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
});
/** The build writes what the types are checked against, so it comes after them. */
async function typesAndBuild() {
  await check('types', bin('tsc'), ['--noEmit', '-p', '.']);
  if (!serves && !wanted('faults', 'faults-away', 'faults-jobs')) return true;
  return step('build', process.execPath, ['-e', "import('./scripts/setup.mjs').then((m) => m.build())"]);
}
async function readingAndRules() {
  await check('lint', bin('biome'), ['check', '.']);
  await check('boundaries', bin('depcruise'), [
    ...['app', 'components', 'lib', 'middleware.ts', 'prisma/seed'],
    ...['--output-type', 'err'],
  ]);
  await check('dead code', bin('knip'), []);
  await check('catalogues', bin('i18n-check'), [
    ...['--locales', 'lib/core/i18n/messages', '--source', 'en', '--format', 'next-intl'],
    // Its plural check takes a dual without a figure for a fault; the catalogue test compares figures by itself.
    ...['--only', 'missingKeys'],
  ]);
  await vitest('unit');
}
const [built] = await Promise.all([typesAndBuild(), readingAndRules()]);
// It stands by the time it is asked.
const serving = built && serves ? serve() : undefined;
// Told where it is waited for.
serving?.catch(() => undefined);
await vitest('database');

/** The journeys and attacks over a running server. The first four journeys tell one story, each on what the one before left, so
 *  they go one by one; the others stand for themselves, two at a time. The attacks have institutions of their own and go
 *  beside both, but for the one that reads at the end what all of them sent out. */
async function throughTheServer(server) {
  await browserPackage;
  const browser = findBrowser();
  if (browses && !browser) await step('browser', bin('playwright'), ['install', 'chromium']);
  // Vite keeps BASE_URL for itself.
  Object.assign(live, { BASE_URL: server.address, SERVER_URL: server.address });
  Object.assign(live, { HIFZPRO_DATA: server.data, ...(browser && { CHROMIUM_PATH: browser }) });
  const specs = filesOf('tests/e2e', '.spec.ts');
  const isStory = (file) => /^0[1-4]-/.test(path.basename(file));
  const others = specs.filter((file) => !isStory(file));
  const journeys = async () => {
    await browse('e2e', specs.filter(isStory), 1);
    await browse('e2e-rest', others, 2);
  };
  const attacks = filesOf('tests/attacks/http', '.test.ts');
  const isLast = (file) => file.endsWith('/outgoing.test.ts');
  const alone = browses ? ['--maxWorkers=1'] : [];
  await Promise.all([
    journeys(),
    vitest('http', { env: live, files: [...alone, ...attacks.filter((file) => !isLast(file))] }),
  ]);
  await vitest('http', { name: 'http-outgoing', env: live, files: attacks.filter(isLast) });
  if (unsaid > 0) {
    totals.failed += 1;
    failures.push(
      `catalogues: a page asked for a sentence that is not there (${unsaid} times, MISSING_MESSAGE)`,
    );
  }
}

/** All suites that need the production build. */
async function overTheBuild() {
  if (serves) {
    const server = await serving;
    try {
      await throughTheServer(server);
    } finally {
      await server.stop();
    }
  }
  // Last: here processes are killed. Mostly it is waited, so two houses, each with its own database, fall and rise at
  // once; but those at work, whose requests are counted while they fall, have the machine to themselves.
  const faults = filesOf('tests/faults', '.test.ts');
  const isAtWork = (file) => file.endsWith('/kills.test.ts');
  const isShort = (file) => /\/(away|live)\.test/.test(file);
  await Promise.all([
    vitest('faults', { name: 'faults-away', files: faults.filter(isShort) }),
    vitest('faults', {
      name: 'faults-jobs',
      files: faults.filter((file) => !isShort(file) && !isAtWork(file)),
    }),
  ]);
  await vitest('faults', { files: faults.filter(isAtWork) });
}
try {
  if (!built) throw new Error('build: no suite could run over it');
  await overTheBuild();
} catch (error) {
  totals.failed += 1;
  failures.push(error.message);
}
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed ? 1 : 0);
