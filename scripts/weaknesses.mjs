// @ts-check
// npm run weaknesses: the packages that the product runs against the registry's list of published weaknesses, judged by
// the time frames of tests/attacks/security.md. Exit code: 0 none is known, 1 some are, 3 the registry gave no answer,
// which is not "none". With --report FILE it judges a report of `npm audit --json` that was made elsewhere.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
/** Days from publication, as security.md says. */
export const DAYS = { critical: 2, high: 7, moderate: 30, low: 90, info: 90 };

/**
 * @param {string} text what npm audit --json said
 * @returns {{ answered: false } | { answered: true, checked: number, found: { name: string, severity: string, days: number, fix: string, title: string }[] }}
 */
export function judge(text) {
  let report;
  try {
    report = JSON.parse(text);
  } catch {
    return { answered: false };
  }
  // A registry that has no list answers with an error; an old one with nothing at all.
  if (report.error || !report.vulnerabilities || !report.metadata?.dependencies) return { answered: false };
  const found = Object.values(report.vulnerabilities).map((one) => {
    const told = one.via.find((/** @type {unknown} */ via) => typeof via === 'object');
    const severity = /** @type {keyof typeof DAYS} */ (one.severity in DAYS ? one.severity : 'critical');
    return {
      name: one.name,
      severity,
      days: DAYS[severity],
      fix: one.fixAvailable ? (one.fixAvailable.version ?? 'a newer version') : 'none yet',
      title: told?.title ?? `through ${one.via.join(', ')}`,
    };
  });
  return { answered: true, checked: report.metadata.dependencies.total ?? 0, found };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = process.argv[process.argv.indexOf('--report') + 1];
  const text = process.argv.includes('--report')
    ? fs.readFileSync(String(file), 'utf8')
    : spawnSync('npm', ['audit', '--json', '--omit=dev'], { cwd: root, encoding: 'utf8', timeout: 120_000 })
        .stdout;
  const result = judge(text ?? '');
  if (!result.answered) {
    console.log(
      'Not answered: this registry gives no list of known weaknesses. Nothing is known either way.',
    );
    console.log('Run it where one does, or bring its report: npm run weaknesses -- --report FILE');
    process.exit(3);
  }
  for (const { name, severity, days, fix, title } of result.found)
    console.log(
      `${severity.padEnd(8)} ${name}: ${title} (remedy within ${days} days of publication: ${fix})`,
    );
  console.log(`${result.found.length} known weaknesses in ${result.checked} packages.`);
  process.exit(result.found.length ? 1 : 0);
}
