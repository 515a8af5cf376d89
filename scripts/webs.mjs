// @ts-check
// As many web processes behind one port as the machine has cores (WEB_PROCESSES): one alone keeps one core busy while
// another stands idle. A process that dies is started again; the word of the launcher goes to each.
import cluster from 'node:cluster';
import os from 'node:os';

const count = Number(process.env.WEB_PROCESSES) || Math.min(os.availableParallelism(), 4);
// Without a launcher nobody says so.
let migrated = !process.send;
let leaving = false;

cluster.setupPrimary({ exec: 'scripts/web.mjs', execArgv: process.execArgv });
for (let i = 0; i < count; i++) cluster.fork();
cluster.on('listening', (worker) => migrated && worker.send('migrated'));
cluster.on('message', (_, word) => process.send?.(word));
cluster.on('exit', () => {
  if (!leaving) setTimeout(() => leaving || cluster.fork(), 500);
});
process.on('message', (word) => {
  migrated ||= word === 'migrated';
  for (const worker of Object.values(cluster.workers ?? {})) worker?.send(/** @type {string} */ (word));
});

function leave() {
  if (leaving) return;
  leaving = true;
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  // Each answers what it has in hand and goes; then so does this one.
  setInterval(() => Object.keys(cluster.workers ?? {}).length === 0 && process.exit(0), 50);
}
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, leave);
process.on('disconnect', leave);
