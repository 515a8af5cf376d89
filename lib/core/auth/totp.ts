import 'server-only';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** A phone's clock may be half a minute off, either way. */
const WINDOW = 1;

const generator = (secret: string, label = '') =>
  new TOTP({
    issuer: 'HifzPro',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** 160 bits, as authenticators write them: base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR code says. */
export const totpAddress = (secret: string, label: string): string => generator(secret, label).toString();

/** The half minute (since 1970) whose code this is, of now and the two beside it; undefined when it is none of theirs. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const totp = generator(secret);
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? undefined : totp.counter({ timestamp }) + delta;
}

/** The code of now (or of `ahead` half minutes later) and how long it lasts, for demonstrations and tests. */
export function totpCode(secret: string, now: Date, ahead = 0): { code: string; seconds: number } {
  const timestamp = now.getTime() + ahead * PERIOD_SECONDS * 1000;
  const totp = generator(secret);
  return { code: totp.generate({ timestamp }), seconds: Math.ceil(totp.remaining({ timestamp }) / 1000) };
}
