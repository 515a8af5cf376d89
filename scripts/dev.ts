import { execFileSync, spawn } from 'node:child_process';
import { migrate, openDatabase } from './database';
import { processEnvironment, root, serverFlags } from './environment';
import { sealPlainValues } from './plain-values';

// `next dev` and the worker over the embedded, seeded database: npm run dev [port]
const port = process.argv[2] ?? '3000';
const { urls, secrets } = await openDatabase();
await migrate(urls);
const options = {
  cwd: root,
  env: { ...processEnvironment(urls, secrets, `http://localhost:${port}`), DEMO: '1' },
  stdio: 'inherit',
} as const;
execFileSync(process.execPath, [...serverFlags, 'scripts/seed.ts'], options);
await sealPlainValues(options.env);
const children = [
  spawn(process.execPath, ['node_modules/next/dist/bin/next', 'dev', '-p', port], options),
  spawn(process.execPath, [...serverFlags, 'scripts/worker.ts'], options),
];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => children.map((child) => child.kill(signal)));
children[0]!.on('exit', (code) => {
  children[1]!.kill('SIGTERM');
  process.exit(code ?? 0);
});
