import type { NextRequest } from 'next/server';
import { refuse } from '@/lib/core/route';
import { noteSecurity } from '@/lib/core/security-log';
import { isVerifyToken } from '@/lib/messages/channel/queries';
import { receiveFromMeta } from '@/lib/messages/inbox/mutations';
import { readHook } from '@/lib/messages/inbox/queries';

const plain = { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' };

/** Meta asks whether this address is ours before it reports to it. */
export function GET(request: NextRequest): Response {
  const asked = request.nextUrl.searchParams;
  const token = asked.get('hub.verify_token') ?? '';
  const challenge = asked.get('hub.challenge') ?? '';
  if (asked.get('hub.mode') !== 'subscribe' || !/^\w{1,100}$/.test(challenge) || !isVerifyToken(token))
    return new Response('no', { status: 403, headers: plain });
  return new Response(challenge, { headers: plain });
}

export async function POST(request: NextRequest): Promise<Response> {
  try {
    const raw = await readHook(request);
    if (!raw) return new Response('too large', { status: 413, headers: plain });
    const taken = await receiveFromMeta(raw, request.headers.get('x-hub-signature-256'), new Date());
    if (taken === 'refused' || taken === 'foreign') noteSecurity('refused', { where: 'webhook' });
    if (taken === 'refused') return new Response('signature', { status: 401, headers: plain });
    // What cannot be read now cannot be read later: asking for it again would only bring it again.
    return new Response('ok', { headers: plain });
  } catch (error) {
    return refuse(error, 'webhook');
  }
}
