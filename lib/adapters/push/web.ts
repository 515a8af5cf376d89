import 'server-only';
import { createECDH } from 'node:crypto';
import webpush from 'web-push';
import { env } from '@/lib/core/env';
import { secondsOf } from '../retry-after';
import type { PushAddress, PushAnswer, PushOutcome, PushSender } from './port';

const SECONDS_KEPT = 12 * 3600;
const PATIENCE_MS = 10_000;

/** The key by which browsers know this house; undefined where none is set: then nobody is told. */
export function publicKey(): string | undefined {
  const key = env().VAPID_KEY;
  if (!key) return;
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(key, 'base64url'));
  return pair.getPublicKey('base64url');
}

/** Whom a push service may write to about us. */
function subject(): string {
  const { NEXTAUTH_URL, MAIL_FROM } = env();
  const mail = MAIL_FROM?.match(/[^\s<>]+@[^\s<>]+/)?.[0];
  return NEXTAUTH_URL.startsWith('https:') ? NEXTAUTH_URL : `mailto:${mail ?? 'no-reply@localhost'}`;
}

function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'SENT';
  if (status === 404 || status === 410) return 'GONE';
  return status === 429 || status >= 500 ? 'LATER' : 'REFUSED';
}

/** Web push (RFC 8030): the library seals and signs, the request is ours, to an address that the schema let in. */
export const webPush: PushSender = {
  async send({ endpoint, ...keys }: PushAddress, payload: string): Promise<PushAnswer> {
    const [publicKeyHere, privateKey] = [publicKey(), env().VAPID_KEY];
    if (!publicKeyHere || !privateKey) return { outcome: 'REFUSED' };
    try {
      const { method, headers, body } = webpush.generateRequestDetails({ endpoint, keys }, payload, {
        vapidDetails: { subject: subject(), publicKey: publicKeyHere, privateKey },
        TTL: SECONDS_KEPT,
        contentEncoding: 'aes128gcm',
      });
      const answer = await fetch(endpoint, {
        method,
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        body: body && new Uint8Array(body),
        // A push service that sends elsewhere is none.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const [outcome, wait] = [outcomeOf(answer.status), secondsOf(answer.headers.get('retry-after'))];
      return outcome === 'LATER' && wait ? { outcome, retryAfter: wait } : { outcome };
    } catch {
      return { outcome: 'LATER' };
    }
  },
};
