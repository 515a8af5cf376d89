import net from 'node:net';
import type { KeyKeeper } from './keeper';

const PATIENCE_MS = 3000;
const MOST = 64 * 1024;

/** What a key helper is asked and answers: one line of JSON each way, then the connection ends. */
export type KeyQuestion =
  | { ask: 'id' }
  | { ask: 'wrap'; key: string; about: string }
  | { ask: 'unwrap'; wrapped: string; masterKeyId: string; about: string };
export type KeyAnswer = { id?: string; wrapped?: string; key?: string };

function ask(path: string, question: KeyQuestion): Promise<KeyAnswer> {
  return new Promise((resolve, reject) => {
    const line = net.connect(path);
    let said = '';
    const fail = (why: string) => {
      line.destroy();
      // Never the question or the answer: both hold keys.
      reject(Object.assign(new Error(`the key helper ${why}`), { code: 'KEY_HELPER' }));
    };
    line.setEncoding('utf8').setTimeout(PATIENCE_MS, () => fail('does not answer'));
    line.on('error', () => fail('is away'));
    line.on('connect', () => line.write(`${JSON.stringify(question)}\n`));
    line.on('data', (part) => {
      said += part;
      if (said.length > MOST) fail('says too much');
    });
    line.on('end', () => {
      try {
        resolve(JSON.parse(said) as KeyAnswer);
      } catch {
        fail('refuses');
      }
    });
  });
}

const asked = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('the key helper refuses');
  return value;
};

/** The keeper behind a socket of this machine: a process of another user (scripts/key-helper.ts), or one that speaks to a
 *  cloud's KMS. The master key is never in this process. */
export const keeperAt = (path: string): KeyKeeper => ({
  masterKeyId: async () => asked((await ask(path, { ask: 'id' })).id),
  wrap: async (key, about) =>
    asked((await ask(path, { ask: 'wrap', key: key.toString('base64'), about })).wrapped),
  unwrap: async (wrapped, masterKeyId, about) =>
    Buffer.from(asked((await ask(path, { ask: 'unwrap', wrapped, masterKeyId, about })).key), 'base64'),
});
