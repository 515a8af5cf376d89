import type { NextRequest } from 'next/server';
import { refuse } from '@/lib/core/route';
import { noteSecurity } from '@/lib/core/security-log';
import { receiveFromUltramsg } from '@/lib/messages/inbox/mutations';
import { readHook } from '@/lib/messages/inbox/queries';

const plain = { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' };

export async function POST(
  request: NextRequest,
  { params }: RouteContext<'/api/webhooks/ultramsg/[secret]'>,
): Promise<Response> {
  try {
    const { secret } = await params;
    const raw = await readHook(request);
    if (!raw) return new Response('too large', { status: 413, headers: plain });
    if ((await receiveFromUltramsg(secret, raw, new Date())) === 'refused') {
      noteSecurity('refused', { where: 'webhook' });
      return new Response('not found', { status: 404, headers: plain });
    }
    return new Response('ok', { headers: plain });
  } catch (error) {
    return refuse(error, 'webhook');
  }
}
