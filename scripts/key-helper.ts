import fs from 'node:fs';
import { keeperOf } from '@/lib/core/vault/keys';
import { serveKeys } from './key-lines';

// npm run keys:helper: keeps the master key and answers at MASTER_KEY_SOCKET, so that no web process and no worker holds it.
// Run it as another user of the machine; the group of the socket is the one that may ask.
const { MASTER_KEY, MASTER_KEY_FILE, MASTER_KEY_OLD = '', MASTER_KEY_SOCKET } = process.env;
if (!MASTER_KEY_SOCKET?.startsWith('/') || !(MASTER_KEY || MASTER_KEY_FILE)) {
  console.error('Set MASTER_KEY_SOCKET (a whole path) and MASTER_KEY_FILE or MASTER_KEY.');
  process.exit(2);
}
const first = MASTER_KEY ?? fs.readFileSync(MASTER_KEY_FILE!, 'utf8').trim();
const keeper = keeperOf([first, ...MASTER_KEY_OLD.split(',').filter(Boolean)]);
const server = await serveKeys(keeper, MASTER_KEY_SOCKET);
console.log(`The key helper answers at ${MASTER_KEY_SOCKET}, master key ${await keeper.masterKeyId()}.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => server.close(() => process.exit(0)));
