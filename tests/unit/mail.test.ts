import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { carryMail } from '@/lib/adapters/mail';
import { directionOfText, htmlOf } from '@/lib/adapters/mail/html';
import { MailError } from '@/lib/adapters/mail/port';
import { smtpCarrier } from '@/lib/adapters/mail/smtp';
import { fakeSmtp, type Letter } from '../fakes/smtp';

process.env.LOG_LEVEL = 'silent';
const mail = {
  to: 'anas@noor.example',
  subject: 'نیا پاس ورڈ',
  text: 'السلام علیکم،\n\nیہاں رکھیں:\n\nhttps://app.example.org/reset/abc\n\n.',
};

const headOf = ({ raw }: Letter) => raw.slice(0, raw.indexOf('\r\n\r\n'));

describe('the template', () => {
  test('runs with its language, escapes what it is given, and brings nothing from elsewhere', () => {
    const html = htmlOf({
      subject: 'a < b',
      text: 'Salam <script>alert(1)</script> & "all"\n\nhttps://x.example/?a=1&b=2',
    });
    expect(html).toContain('<html dir="ltr">');
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('<a href="https://x.example/?a=1&amp;b=2"');
    expect(html).not.toMatch(/<script|<img|<link|src=|url\(/);
    expect(htmlOf(mail)).toContain('<html dir="rtl">');
    expect(directionOfText('https://app.example.org/x\nالسلام')).toBe('rtl');
    expect(directionOfText('123')).toBe('ltr');
  });

  test('makes a link only of a line that is nothing else', () => {
    expect(htmlOf({ subject: 's', text: 'see https://x.example now' })).not.toContain('<a ');
    expect(htmlOf({ subject: 's', text: 'javascript:alert(1)' })).not.toContain('<a ');
  });
});

describe('SMTP', () => {
  let server: Awaited<ReturnType<typeof fakeSmtp>>;
  const carrier = (patience = 2000) =>
    smtpCarrier({ url: server.url, from: 'HifzPro <no-reply@hifzpro.example>', patience });
  beforeAll(async () => {
    server = await fakeSmtp();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.state.mood = 'well';
    server.state.connections = 0;
    server.letters.length = 0;
  });

  test('a letter arrives at its one address, as text and as html', async () => {
    expect(await carryMail(mail, carrier(), [])).toBe(true);
    const [letter] = server.letters;
    expect(letter).toMatchObject({ from: 'no-reply@hifzpro.example', to: ['anas@noor.example'] });
    expect(letter!.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(letter!.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(letter!.raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(letter!.raw).toContain('dir=3D"rtl"');
  });

  test('X1 neither an address nor a subject writes a header or a second recipient', async () => {
    const hostile = {
      to: 'a@noor.example, b@noor.example',
      subject: 'Salam\r\nBcc: c@noor.example',
      text: 'x',
    };
    await carryMail(hostile, carrier(), []);
    for (const letter of server.letters) {
      expect(letter.to).toHaveLength(1);
      expect(headOf(letter)).not.toMatch(/^Bcc:/m);
    }
    await carryMail({ ...hostile, to: 'a@noor.example' }, carrier(), []);
    expect(server.letters.at(-1)).toMatchObject({ to: ['a@noor.example'] });
    expect(headOf(server.letters.at(-1)!)).not.toMatch(/^Bcc:/m);
  });

  test('K8 a busy server is asked again, and the letter goes out once', async () => {
    server.state.mood = 'busy';
    setTimeout(() => {
      server.state.mood = 'well';
    }, 150);
    expect(await carryMail(mail, carrier(), [100, 200, 300])).toBe(true);
    expect(server.letters).toHaveLength(1);
    expect(server.state.connections).toBeGreaterThan(1);
  });

  test('a refusal is final: no second try, and nothing thrown', async () => {
    server.state.mood = 'refusing';
    expect(await carryMail(mail, carrier(), [1, 1, 1])).toBe(false);
    expect(server.state.connections).toBe(1);
  });

  test('K9 a server that says nothing is given up after its patience', async () => {
    server.state.mood = 'silent';
    const begun = Date.now();
    expect(await carryMail(mail, carrier(300), [1])).toBe(false);
    expect(server.state.connections).toBe(2);
    expect(Date.now() - begun).toBeLessThan(3000);
  });

  test('K8 a server that is not there is tried a few times, and nothing is thrown', async () => {
    const gone = smtpCarrier({ url: 'smtp://127.0.0.1:9', from: 'a@b.example', patience: 300 });
    let tries = 0;
    const counting = {
      deliver(one: typeof mail) {
        tries += 1;
        return gone.deliver(one);
      },
    };
    expect(await carryMail(mail, counting, [1, 1, 1])).toBe(false);
    expect(tries).toBe(4);
  });

  test('P29 to another machine a letter travels enciphered or not at all', async () => {
    // 127.0.0.1 by a name that does not say so: the fake offers no STARTTLS, so the letter stays here.
    const far = smtpCarrier({
      url: server.url.replace('127.0.0.1', '0.0.0.0'),
      from: 'a@b.example',
      patience: 500,
    });
    await expect(far.deliver(mail)).rejects.toBeInstanceOf(MailError);
    expect(server.letters).toHaveLength(0);
  });
});
