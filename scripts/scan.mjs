// Scanners of others against a running server of this machine, signed out and signed in: wapiti and sqlmap of Debian, and
// nikto where it is installed. `node scripts/scan.mjs http://localhost:3000 [--cookie 'hifzpro-session=…']…`
// Bounded in time and breadth; never against another machine. Reports lie in tests/.output/scan. --only nikto: that one.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [address, ...rest] = process.argv.slice(2);
const url = URL.canParse(address ?? '') ? new URL(address) : undefined;
if (!url || !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
  console.error("usage: node scripts/scan.mjs http://localhost:PORT [--cookie 'hifzpro-session=…']…");
  process.exit(2);
}
const cookies = rest.flatMap((word, n) => (word === '--cookie' && rest[n + 1] ? [rest[n + 1]] : []));
const only = rest.flatMap((word, n) => (word === '--only' ? [rest[n + 1]] : []));
const output = path.join(root, 'tests/.output/scan');
fs.mkdirSync(output, { recursive: true });

const MINUTES = Number(process.env.SCAN_MINUTES || 5);
const has = (name) => spawnSync('which', [name], { stdio: 'ignore' }).status === 0;
const run = (name, args) => {
  const began = Date.now();
  const { status, stdout, stderr, signal } = spawnSync('nice', [name, ...args], {
    encoding: 'utf8',
    // Crawling and attacking have limits of their own; this one is for a scanner that hangs.
    timeout: (MINUTES * 4 + 2) * 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const ended = signal ?? status;
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`${name}: ${ended} after ${seconds} s`);
  // Cut off at its time: what it did not reach is not known to be good.
  if (signal || /maximum execution time/.test(stdout ?? '')) unfinished.push(`${name} ${args.at(1)}`);
  return `${stdout ?? ''}${stderr ?? ''}`;
};
const findings = [];
const unfinished = [];

/** Pages where a scanner's requests are meant; signing out would end its own session. */
const forms = ['/sign-in', '/sign-in/code', '/sign-in/slip', '/reset', '/demo/phone'];
const lists = [
  '/admin/students?q=a&page=1',
  '/admin/guardians?q=a&page=1&sort=name',
  '/admin/halqas?q=a&campus=x&sort=name&page=1',
  '/admin/staff?q=a&access=none&page=1',
  '/admin/at-risk?show=spoken&halqa=a&reason=ABSENT',
  '/admin/audit?q=a',
  '/admin/people?q=a',
  '/admin/messages?q=a&state=SENT&kind=DAILY_REPORT&day=2026-11-20&page=1',
  '/admin/messages/send?kind=WELCOME&halqa=a',
  '/admin/conversations?show=unread&desk=OFFICE&page=1',
  '/admin/notices?page=1',
];
/** Of the phones' portals; whoever may not enter is sent away, which is looked at too. */
const phones = [
  '/teacher/today?date=2026-11-20',
  '/teacher/conversations?show=unread&page=1',
  '/teacher/notices?page=1',
  '/teacher/notifications',
  '/parent/messages?page=1',
  '/parent/conversations?page=1',
  '/parent/notices?page=1',
  '/parent/notifications',
];

function wapiti(who, cookie) {
  const report = path.join(output, `wapiti-${who}.json`);
  fs.rmSync(report, { force: true });
  run('wapiti', [
    ...[
      '-u',
      url.href,
      '--scope',
      'domain',
      '-d',
      '4',
      '--max-links-per-page',
      '40',
      '--max-files-per-dir',
      '15',
    ],
    ...['--max-scan-time', String(MINUTES * 60), '--max-attack-time', String(MINUTES * 12)],
    ...[
      '-m',
      'cookieflags,crlf,csp,exec,file,http_headers,methods,permanentxss,redirect,sql,ssrf,xss,xxe,backup,htaccess',
    ],
    ...[
      '-f',
      'json',
      '-o',
      report,
      '--flush-session',
      '--no-bugreport',
      '--store-session',
      path.join(output, 'wapiti'),
    ],
    ...(cookie ? ['-H', `Cookie: ${cookie}`] : []),
    ...[...forms, ...(cookie ? [...lists, ...phones] : [])].flatMap((page) => [
      '-s',
      new URL(page, url).href,
    ]),
  ]);
  if (!fs.existsSync(report)) {
    findings.push(`wapiti ${who}: no report`);
    return;
  }
  const { vulnerabilities, anomalies, infos } = JSON.parse(fs.readFileSync(report, 'utf8'));
  console.log(`wapiti ${who}: ${infos?.crawled_pages_nbr ?? '?'} pages`);
  for (const [kind, found] of Object.entries({ ...vulnerabilities, ...anomalies }))
    for (const one of found)
      findings.push(
        `wapiti ${who}: ${kind} (level ${one.level}) ${one.method} ${one.path} ${one.info ?? ''}`.trim(),
      );
}

function sqlmap(who, cookie) {
  const targets = cookie
    ? [...lists, ...phones.filter((page) => page.includes('?'))]
    : ['/?q=a', '/demo/phone?number=1', '/sign-in/code?sent=a'];
  for (const page of targets) {
    const said = run('sqlmap', [
      ...['-u', new URL(page, url).href, '--batch', '--level', '2', '--risk', '1', '--dbms', 'PostgreSQL'],
      ...['--threads', '2', '--timeout', '15', '--retries', '1'],
      ...['--flush-session', '--output-dir', path.join(output, `sqlmap-${who}`), '--disable-coloring'],
      ...(cookie ? ['--cookie', cookie] : []),
    ]);
    fs.appendFileSync(path.join(output, `sqlmap-${who}.txt`), said);
    // What only "appears" so, sqlmap checks itself, and takes back.
    if (/is vulnerable|sqlmap identified the following/.test(said)) findings.push(`sqlmap ${who}: ${page}`);
  }
}

function nikto(who, cookie) {
  const options = ['-h', url.href, '-maxtime', String(MINUTES * 60), '-nointeractive', '-ask', 'no'];
  if (cookie) {
    // It takes a cookie from its configuration alone, where the quotes are part of the form.
    const config = path.join(output, `nikto-${who}.conf`);
    const [name, ...value] = cookie.split('=');
    fs.writeFileSync(
      config,
      `${fs.readFileSync('/etc/nikto/config.txt', 'utf8')}\nSTATIC-COOKIE="${name}"="${value.join('=')}"\n`,
      { mode: 0o600 },
    );
    options.push('-config', config);
  }
  const said = run('nikto', options);
  fs.writeFileSync(path.join(output, `nikto-${who}.txt`), said);
  if (!/host\(s\) tested/.test(said)) findings.push(`nikto ${who}: did not run to its end`);
  for (const line of said.split('\n').filter((l) => /^\+ (OSVDB|\/|\[)/.test(l)))
    findings.push(`nikto ${who}: ${line.slice(2, 200)}`);
}

const visits = [['signed-out', undefined], ...cookies.map((cookie, n) => [`signed-in-${n + 1}`, cookie])];
for (const [name, scan] of Object.entries({ wapiti, sqlmap, nikto })) {
  if (only.length && !only.includes(name)) continue;
  if (!has(name)) console.log(`${name} is not installed (apt-get install ${name}): left out`);
  else for (const [who, cookie] of visits) scan(who, cookie);
}
// Said why in tests/attacks/scans.md.
const explained = /X-XSS-Protection is not set|Strict-Transport-Security is not set/;
for (const known of findings.filter((one) => explained.test(one))) console.log(`explained: ${known}`);
findings.splice(0, Infinity, ...findings.filter((one) => !explained.test(one)));
for (const one of unfinished) console.log(`not finished in its time: ${one}`);
console.log(findings.length ? findings.join('\n') : 'No findings.');
// A finding is read by a person: explained in tests/attacks/scans.md, or mended.
process.exit(findings.length ? 1 : 0);
