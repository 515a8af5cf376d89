import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '@/scripts/postgres';
import {
  type Deed,
  endAll,
  isReady,
  load,
  makeTeacher,
  pause,
  postgres,
  send,
  startWeb,
  stored,
  type Teacher,
  until,
  type Web,
} from './house';
import { survived } from './results';

let teachers: Teacher[];
let port: number;
let web: Web;

beforeAll(async () => {
  teachers = [];
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) teachers.push(await makeTeacher(`kills-${name}`));
  port = await freePort();
  web = await startWeb(port);
  // Compiled and warm: what is killed is a server at work.
  await send(web.url, teachers[0]!.next());
});
afterAll(endAll);

const acknowledged = ({ deeds }: { deeds: Deed[] }) => deeds.filter((deed) => deed.acknowledged).length;

test('K1 the app is killed twice under load: what it acknowledged is stored, once', async () => {
  const work = load(teachers, 12, () => web.url);
  for (let round = 0; round < 2; round++) {
    const before = acknowledged(work);
    await until(() => acknowledged(work) > before + 60);
    web.kill('SIGKILL');
    await web.ended;
    web = await startWeb(port);
  }
  const last = acknowledged(work);
  await until(() => acknowledged(work) > last + 30);
  await work.stop();
  const end = await stored(work.deeds);
  expect(work.failed, 'the kill was felt').toBeGreaterThan(0);
  expect(end).toEqual({ acknowledged: work.deeds.length, stored: work.deeds.length, lost: 0, twice: 0 });
  survived('K1', { ...end, figures: { kills: 2, connectionsLost: work.failed } });
});

/** A line that loses each answer: the request arrives, is worked on, and nobody hears of it. */
async function deafLine(target: string, heard: () => void): Promise<{ url: string; close: () => void }> {
  const line = http.createServer((request, response) => {
    const onward = http.request(
      target + request.url,
      { method: request.method, headers: request.headers },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          heard();
          response.destroy();
        });
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`, close: () => line.close() };
}

test('K2 the answer is lost between commit and phone, and the app dies: the same command again is done once', async () => {
  const deeds: Deed[] = [];
  let answered = 0;
  const line = await deafLine(web.url, () => {
    answered += 1;
  });
  for (let n = 0; n < 20; n++) {
    const deed = teachers[n % teachers.length]!.next();
    deeds.push(deed);
    expect(await send(line.url, deed)).toBeUndefined();
  }
  line.close();
  expect(answered).toBe(20);
  expect(await stored(deeds)).toMatchObject({ acknowledged: 0, stored: 20, twice: 0 });
  web.kill('SIGKILL');
  await web.ended;
  web = await startWeb(port);
  // A phone that heard nothing sends again, and again.
  for (let round = 0; round < 2; round++)
    for (const deed of deeds) expect((await send(web.url, deed))?.status).toBe(200);
  const end = await stored(deeds);
  expect(end).toEqual({ acknowledged: 20, stored: 20, lost: 0, twice: 0 });
  survived('K2', end);
});

test('K3 the database is killed under load: 503 at once, it heals by itself, and what was acknowledged is stored', async () => {
  const database = await postgres();
  const work = load(teachers, 12, () => web.url);
  await until(() => acknowledged(work) > 60);
  process.kill(database.pid, 'SIGKILL');
  await until(() => !database.alive());
  const killed = work.answers.length;
  await pause(2000);
  const during = work.answers.slice(killed);
  await database.revive();
  await until(() => isReady(web.url));
  const healed = work.answers.length;
  await until(() => work.answers.slice(healed).filter(({ status }) => status === 200).length > 50);
  await work.stop();
  const end = await stored(work.deeds);
  expect(end).toEqual({ acknowledged: work.deeds.length, stored: work.deeds.length, lost: 0, twice: 0 });
  expect(new Set(work.answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
  const refused = work.answers.filter(({ status }) => status === 503);
  expect(during.filter(({ status }) => status === 503).length).toBeGreaterThan(20);
  expect(refused.every(({ retryAfter }) => retryAfter === '5')).toBe(true);
  const slowest = Math.max(...refused.map(({ ms }) => ms));
  expect(slowest).toBeLessThan(3000);
  expect(work.failed).toBe(0);
  survived('K3', { ...end, figures: { refused: refused.length, slowestRefusalMs: Math.round(slowest) } });
});

test('K14 two instances are replaced one after the other under load: no request fails', async () => {
  const ports = [port, await freePort()];
  const houses = [web, await startWeb(ports[1]!)];
  let turn = 0;
  // A balancer of the plainest kind: in turn, among those that say they are ready.
  const ready = new Set(houses.map(({ url }) => url));
  const watching = setInterval(async () => {
    for (const { url } of houses) {
      if (await isReady(url)) ready.add(url);
      else ready.delete(url);
    }
  }, 100);
  const inTurn = () => {
    turn += 1;
    return [...ready][turn % ready.size] ?? houses[0]!.url;
  };
  // Room is left for the new instance to start beside the old one at work.
  const work = load(teachers, 6, inTurn, 40);
  const codes: (number | null)[] = [];
  for (const n of [0, 1]) {
    const before = acknowledged(work);
    await until(() => acknowledged(work) > before + 60);
    houses[n]!.kill('SIGTERM');
    codes.push(await houses[n]!.ended);
    houses[n] = await startWeb(ports[n]!);
  }
  await pause(500);
  clearInterval(watching);
  await work.stop();
  const end = await stored(work.deeds);
  expect(codes, 'each ended by itself, its work done').toEqual([0, 0]);
  expect(work.answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(end).toEqual({ acknowledged: work.deeds.length, stored: work.deeds.length, lost: 0, twice: 0 });
  // A connection may be refused in the moment in which a door closes; a balancer goes to the other one.
  expect(work.failed).toBeLessThan(work.answers.length / 20);
  [web] = houses as [Web, Web];
  houses[1]!.kill('SIGKILL');
  survived('K14', { ...end, figures: { requests: work.answers.length, connectionsTriedAgain: work.failed } });
});
