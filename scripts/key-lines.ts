import fs from 'node:fs';
import net from 'node:net';
import type { KeyKeeper } from '@/lib/core/vault/keeper';
import type { KeyAnswer, KeyQuestion } from '@/lib/core/vault/socket';

const MOST = 64 * 1024;

async function answer(keeper: KeyKeeper, question: KeyQuestion): Promise<KeyAnswer> {
  if (question.ask === 'id') return { id: await keeper.masterKeyId() };
  if (question.ask === 'wrap')
    return { wrapped: await keeper.wrap(Buffer.from(question.key, 'base64'), question.about) };
  const { wrapped, masterKeyId, about } = question;
  return { key: (await keeper.unwrap(wrapped, masterKeyId, about)).toString('base64') };
}

/** Listens at a socket of this machine: one line asked, one answered; what it cannot do gets an empty answer, without a
 *  reason. Readable to the user and the group of the process alone. */
export async function serveKeys(keeper: KeyKeeper, path: string): Promise<net.Server> {
  fs.rmSync(path, { force: true });
  const server = net.createServer((line) => {
    let said = '';
    line.setEncoding('utf8').setTimeout(5000, () => line.destroy());
    line.on('error', () => line.destroy());
    line.on('data', (part) => {
      said += part;
      if (said.length > MOST) return line.destroy();
      const end = said.indexOf('\n');
      if (end < 0) return;
      const question = said.slice(0, end);
      said = '';
      Promise.resolve()
        .then(() => answer(keeper, JSON.parse(question) as KeyQuestion))
        .then(
          (known) => line.end(JSON.stringify(known)),
          () => line.end('{}'),
        );
    });
  });
  const before = process.umask(0o117);
  await new Promise<void>((done) => server.listen(path, done));
  process.umask(before);
  return server;
}
