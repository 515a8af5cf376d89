import { isReady } from '@/lib/core/db/ready';

export const dynamic = 'force-dynamic';

/** Whether this process should be given work: the database answers, its tables are those of this code, and it is not
 *  leaving. Tells strangers yes or no. */
export async function GET(): Promise<Response> {
  const ok = await isReady();
  return Response.json(
    { ok },
    { status: ok ? 200 : 503, headers: { 'Cache-Control': 'no-store', ...(!ok && { 'Retry-After': '5' }) } },
  );
}
