import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Ship, shipAddress, shipTo } from '@/scripts/ship-log';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ship-'));
const socket = path.join(folder, 'logs.sock');
let collector: net.Server | undefined;
let ship: Ship | undefined;
let got = '';
const open = new Set<net.Socket>();

function collect(): Promise<void> {
  collector = net.createServer((line) => {
    open.add(line);
    line.on('data', (part) => {
      got += part;
    });
    line.on('error', () => undefined);
  });
  return new Promise((done) => collector!.listen(socket, done));
}
async function away(): Promise<void> {
  for (const line of open) line.destroy();
  open.clear();
  await new Promise((done) => (collector ? collector.close(done) : done(null)));
  fs.rmSync(socket, { force: true });
}
const lines = () =>
  got
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { n?: number; lost?: number });
const until = async (what: () => boolean) => {
  for (let n = 0; n < 200 && !what(); n++) await new Promise((done) => setTimeout(done, 50));
  expect(what()).toBe(true);
};

afterEach(async () => {
  await ship?.end();
  await away();
  got = '';
});

test('V16.4.3 whole lines go to a collector as they come, what people read at the start does not', async () => {
  await collect();
  ship = shipTo(shipAddress(`unix://${socket}`));
  ship.write('HifzPro is at http://localhost:3000\n{"n":1}\n{"n"');
  ship.write(Buffer.from(':2}\n{"n":3'));
  await until(() => lines().length === 2);
  expect(lines()).toEqual([{ n: 1 }, { n: 2 }]);
});

test('V16.4.3 while the collector is away lines wait; beyond ten thousand their number is told', async () => {
  ship = shipTo(shipAddress(`unix://${socket}`));
  for (let n = 1; n <= 10_250; n++) ship.write(`{"n":${n}}\n`);
  await collect();
  await until(() => got.endsWith('{"n":10250}\n'));
  const [told, ...rest] = lines();
  expect(told).toMatchObject({ lost: 250, msg: 'lines lost' });
  expect(rest.map(({ n }) => n)).toEqual(Array.from({ length: 10_000 }, (_, n) => n + 251));
});

test('V16.4.3 in the clear only on this machine', () => {
  for (const good of [
    'tls://logs.example.org:6514',
    'tcp://127.0.0.1:514',
    'tcp://localhost:514',
    'unix:///run/l.sock',
  ])
    expect(shipAddress(good).connect).toBeTypeOf('function');
  for (const bad of [
    'tcp://logs.example.org:514',
    'tls://logs.example.org',
    'http://127.0.0.1:1',
    'unix:',
    'logs',
    '',
  ])
    expect(() => shipAddress(bad), bad).toThrow('LOG_SHIP must look like');
});
