import { createHmac, timingSafeEqual } from 'node:crypto';

/** Compares without telling by its time how much of a guess was right. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHmac('sha256', 'same').update(text).digest());
  return timingSafeEqual(left!, right!);
}

/** Meta's signature over the bytes as they came: written anew, the same JSON would have another. */
export function isSignedByMeta(raw: Buffer, header: string | null, appSecret: string): boolean {
  if (!header?.startsWith('sha256=')) return false;
  const due = createHmac('sha256', appSecret).update(raw).digest('hex');
  return sameText(header.slice('sha256='.length).toLowerCase(), due);
}
