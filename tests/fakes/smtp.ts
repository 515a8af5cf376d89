import net from 'node:net';

export type Letter = { from: string; to: string[]; raw: string };
type Mood = 'well' | 'busy' | 'refusing' | 'silent';

/** A mail server of the strict kind: it takes the commands of RFC 5321 in their order only, and can be told to be
 *  busy (4xx), to refuse a recipient (5xx) or to fall silent after the connection is made. */
export async function fakeSmtp() {
  const letters: Letter[] = [];
  const state = { mood: 'well' as Mood, connections: 0 };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    state.connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    if (state.mood === 'silent') return;
    const say = (line: string) => socket.write(`${line}\r\n`);
    let step: 'hello' | 'mail' | 'rcpt' | 'data' | 'body' = 'hello';
    let letter: Letter = { from: '', to: [], raw: '' };
    let rest = '';
    const command = (line: string) => {
      if (/^(EHLO|HELO) \S+$/i.test(line)) {
        step = 'mail';
        return say('250-fake\r\n250-8BITMIME\r\n250 SMTPUTF8');
      }
      if (/^QUIT$/i.test(line)) return socket.end('221 bye\r\n');
      if (/^(RSET|NOOP)$/i.test(line)) return say('250 so be it');
      const from = /^MAIL FROM:<([^<>]+@[^<>]+)>/i.exec(line);
      if (from && step === 'mail') {
        if (state.mood === 'busy') return say('451 come again');
        letter = { from: from[1]!, to: [], raw: '' };
        step = 'rcpt';
        return say('250 known');
      }
      const to = /^RCPT TO:<([^<>\s]+@[^<>\s]+)>$/i.exec(line);
      if (to && (step === 'rcpt' || step === 'data')) {
        if (state.mood === 'refusing') return say('550 nobody of that name');
        letter.to.push(to[1]!);
        step = 'data';
        return say('250 known');
      }
      if (/^DATA$/i.test(line) && step === 'data') {
        step = 'body';
        return say('354 end with a dot');
      }
      return say('503 not now');
    };
    say('220 fake');
    socket.setEncoding('utf8').on('data', (chunk) => {
      rest += chunk;
      for (;;) {
        const ending = step === 'body' ? '\r\n.\r\n' : '\r\n';
        const at = rest.indexOf(ending);
        if (at < 0) return;
        const part = rest.slice(0, at);
        rest = rest.slice(at + ending.length);
        if (step !== 'body') command(part);
        else {
          letters.push({ ...letter, raw: part.replace(/^\.\./gm, '.') });
          step = 'mail';
          say('250 taken');
        }
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    state,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(done));
    },
  };
}
