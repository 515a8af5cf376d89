// @ts-check
// The web process: Next's handler behind the breaker. Told by the launcher (serve.ts) when the migrations are done.
import fs from 'node:fs';
import path from 'node:path';
import { atTheDoor } from './at-the-door.mjs';
import { answerLoading, serverBehind, watch } from './breaker.mjs';
import { quietConsole } from './quiet-console.mjs';

const root = path.resolve(import.meta.dirname, '..');
const port = Number(process.env.PORT);
const DRAIN_MS = 300;
const LONGEST_MS = 20_000;

quietConsole((line) => process.stderr.write(line));
// What /api/ready compares with: every migration that this code was written for.
process.env.MIGRATIONS = fs
  .readdirSync(path.join(root, 'prisma/migrations'))
  .filter((name) => /^\d/.test(name))
  .join(',');

// Beside a launcher nothing is served before it says so; alone, the database is enough.
let migrated = !process.send;
const database = watch(/** @type {string} */ (process.env.AUTH_DATABASE_URL));
const breaker = {
  get state() {
    return migrated ? database.state : 'hangs';
  },
  set onHang(/** @type {() => void} */ answer) {
    database.onHang = answer;
  },
};
// What /api/ready says no by at once (lib/core/db/ready.ts).
const house = { leaving: false, database };
Reflect.set(globalThis, Symbol.for('hifzpro.house'), house);
process.on('message', (word) => {
  if (word === 'migrated') migrated = true;
});

/** Next, from the moment the database first answers: its loading keeps this process busy for seconds, in which nobody
 *  could be told that the database is away. @type {import('next').NextServer | undefined} */
let app;
/** @type {((request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>) | undefined} */
let handle;
async function load() {
  while (database.state !== 'here') await new Promise((done) => setTimeout(done, 50));
  const { default: next } = await import('next');
  app = next({ dev: false, dir: root, port, quiet: true });
  await app.prepare();
  handle = app.getRequestHandler();
}
const loaded = load();
const server = serverBehind(breaker, house, async (request, response) => {
  if (!atTheDoor(request, response, process.env.NEXTAUTH_URL ?? '')) return;
  if (handle) return handle(request, response);
  if (!request.url?.startsWith('/api/')) return loaded.then(() => handle?.(request, response));
  answerLoading(request, response);
});
server.listen(port, () => process.send?.('listening'));

/** Answers what has come, takes nothing new, and goes. */
async function leave() {
  if (house.leaving) return;
  house.leaving = true;
  setTimeout(() => process.exit(1), LONGEST_MS).unref();
  // From here on every answer closes its connection, and /api/ready says no: whoever shares the load goes elsewhere.
  await new Promise((done) => setTimeout(done, DRAIN_MS));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise((done) => server.close(done));
  clearInterval(idle);
  // What was to be done after the answers (mail) is done before the end.
  await app?.close();
  database.stop();
  process.exit(0);
}
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => void leave());
// A web process whose launcher was killed would hold the port for ever.
process.on('disconnect', () => void leave());
