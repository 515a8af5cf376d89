// npm run demo: the whole product on a fresh machine, over an embedded PostgreSQL, with demonstration institutions.
import { spawn } from 'node:child_process';
import { build, root, setUp } from './setup.mjs';

setUp();
build();
const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts', '--demo'], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
