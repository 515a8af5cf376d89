// What every launcher needs before any TypeScript can run: a fit Node, the packages of the lockfile, the Prisma client.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** A digest of files and folders, remembered in a stamp file: has anything changed since? */
export function digestOf(paths) {
  const hash = createHash('sha256');
  const walk = (at) => {
    const full = path.join(root, at);
    if (!fs.existsSync(full)) return;
    if (fs.statSync(full).isDirectory()) {
      for (const name of fs.readdirSync(full).sort()) if (name !== 'generated') walk(path.join(at, name));
    } else hash.update(at).update(fs.readFileSync(full));
  };
  for (const at of paths) walk(at);
  return hash.digest('hex');
}

export function unlessFresh(stamp, digest, work) {
  const file = path.join(root, stamp);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === digest) return;
  work();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, digest);
}

export function run(command, args, options = {}) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', ...options });
}

export function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`HifzPro needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  unlessFresh('node_modules/.hifzpro-installed', digestOf(['package.json', 'package-lock.json']), () => {
    console.log('Installing packages …');
    // `npm ci` of npm 11 refuses a lockfile that lacks optional binaries of other platforms; `npm install` takes it.
    const strict = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (strict.status !== 0)
      run('npm', ['install', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
  });
  unlessFresh(
    'lib/core/db/generated/.stamp',
    digestOf(['prisma/schema.prisma', 'prisma/models', 'package-lock.json']),
    () => {
      run(
        process.execPath,
        ['node_modules/prisma/build/index.js', 'generate', '--config', 'prisma/prisma.config.ts'],
        { stdio: 'pipe' },
      );
    },
  );
}

/** `next build`, unless the last one was of these very sources. */
export function build() {
  const sources = [
    'app',
    'components',
    'lib',
    'public',
    'middleware.ts',
    'next.config.ts',
    '.postcssrc.json',
    'package-lock.json',
  ];
  unlessFresh('.next/.sources', digestOf(sources), () => {
    console.log('Building …');
    run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    });
  });
}
