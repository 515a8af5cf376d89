import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** well · slow: answers late · silent: takes the request in and never answers · down: 503 · busy: 429 with Retry-After ·
 *  accepting-then-reset: takes the message and cuts the line · reset: cuts the line and takes nothing. */
export type Mood = 'well' | 'slow' | 'silent' | 'down' | 'busy' | 'accepting-then-reset' | 'reset';

export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
  raw: string;
};
export type Reply = { status: number; body: unknown; headers?: Record<string, string>; hangUp?: boolean };

/** A provider on loopback that can be out of sorts. */
export async function fakeProvider(
  answer: (asked: Asked, mood: Mood) => Reply | undefined,
  port = 0,
): Promise<{ url: string; state: { mood: Mood; delay: number; asked: number }; stop: () => Promise<void> }> {
  const state = { mood: 'well' as Mood, delay: 0, asked: 0 };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', async () => {
        state.asked += 1;
        const { mood } = state;
        if (mood === 'reset') return void request.socket.destroy();
        const url = new URL(request.url ?? '/', 'http://fake');
        if (mood === 'slow') await new Promise((done) => setTimeout(done, state.delay));
        const raw = Buffer.concat(chunks).toString();
        const { method = 'GET', headers } = request;
        const reply = answer({ method, path: url.pathname, query: url.searchParams, headers, raw }, mood);
        if (mood === 'silent') return;
        if (!reply || reply.hangUp) return void request.socket.destroy();
        response.writeHead(reply.status, { 'Content-Type': 'application/json', ...reply.headers });
        response.end(JSON.stringify(reply.body));
      });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
