import 'server-only';
import { createTransport } from 'nodemailer';
import { htmlOf } from './html';
import { type MailCarrier, MailError } from './port';

/** Answers that another try does not change: the server's own 5xx, or no address to ask it for. */
const isRefusal = ({ code, responseCode = 0 }: { code?: string; responseCode?: number }) =>
  responseCode ? responseCode >= 500 : code === 'EENVELOPE';

const isLoopback = (url: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** A mail server by its url (`smtps://user:password@host`, or `smtp://host` with STARTTLS).
 *  @param options.patience ms that each step may take (10 s) */
export function smtpCarrier(options: { url: string; from: string; patience?: number }): MailCarrier {
  const { url, from, patience = 10_000 } = options;
  const transport = createTransport({
    url,
    // What travels to another machine is enciphered, or does not travel (P29).
    requireTLS: !isLoopback(url),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async deliver({ to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          // An object, not a text: a comma in an address must not make two of it.
          to: { name: '', address: to },
          subject,
          text,
          html: htmlOf({ subject, text }),
          // Vacation replies and their loops leave such mail alone.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw new MailError(!isRefusal(error as object), error);
      }
    },
  };
}
