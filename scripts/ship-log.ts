import net from 'node:net';
import tls from 'node:tls';

const MOST_LINES = 10_000;
const AGAIN_MS = 2000;
const here = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Where LOG_SHIP says; plain only on this machine. @throws a sentence for whoever wrote the setting */
export function shipAddress(text: string): { connect: () => net.Socket } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [host, port] = [url?.hostname ?? '', Number(url?.port)];
  if (url?.protocol === 'unix:' && url.pathname.length > 1)
    return { connect: () => net.connect(url.pathname) };
  if (url?.protocol === 'tls:' && host && port)
    return { connect: () => tls.connect({ host, port, servername: host, minVersion: 'TLSv1.2' }) };
  if (url?.protocol === 'tcp:' && here.has(host) && port)
    return { connect: () => net.connect(port, host.replace(/[[\]]/g, '')) };
  throw new Error(
    'LOG_SHIP must look like tls://logs.example.org:6514, unix:///run/logs.sock or tcp://127.0.0.1:6514 (plain only on this machine)',
  );
}

export type Ship = { write: (chunk: Buffer | string) => void; end: () => Promise<void> };

/**
 * Carries the lines of all processes to a collector, one JSON object a line, as they come. While it is away ten thousand
 * lines wait; of what is more, the number is told. Never in the way of the product: nothing here throws or waits.
 */
export function shipTo({ connect }: { connect: () => net.Socket }): Ship {
  let waiting: string[] = [];
  let [rest, lost, ended] = ['', 0, false];
  let line: net.Socket | undefined;
  let ready = false;
  const flush = () => {
    if (!ready || !line) return;
    if (lost) {
      line.write(
        `${JSON.stringify({ level: 40, time: Date.now(), where: 'ship', lost, msg: 'lines lost' })}\n`,
      );
      lost = 0;
    }
    if (waiting.length) line.write(waiting.join(''));
    waiting = [];
  };
  const open = () => {
    if (ended) return;
    const own = connect();
    line = own;
    const up = () => {
      ready = true;
      flush();
    };
    own.on(own instanceof tls.TLSSocket ? 'secureConnect' : 'connect', up);
    own.on('error', () => own.destroy());
    own.on('close', () => {
      ready = false;
      if (!ended) setTimeout(open, AGAIN_MS).unref();
    });
  };
  open();
  return {
    write(chunk) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      // What people read at the start is no line of a log.
      for (const one of lines) if (one.startsWith('{')) waiting.push(`${one}\n`);
      if (waiting.length > MOST_LINES) {
        lost += waiting.length - MOST_LINES;
        waiting = waiting.slice(-MOST_LINES);
      }
      flush();
    },
    end: () =>
      new Promise((done) => {
        ended = true;
        if (!line || !ready) return done(line?.destroy() && undefined);
        line.end(() => done());
        setTimeout(done, 1000).unref();
      }),
  };
}
