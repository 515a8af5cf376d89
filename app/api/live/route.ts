import { requireActionScope } from '@/lib/core/auth/scope';
import { sessionId } from '@/lib/core/auth/session';
import { refuse } from '@/lib/core/route';
import { openStream } from '@/lib/notifications/live/queries';

/** What is new for this session, as server-sent events, until it ends. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireActionScope('notifications:own');
    const after = Number(request.headers.get('last-event-id') || Number.NaN);
    const stream = openStream((await sessionId())!, Number.isFinite(after) ? after : undefined);
    return new Response(stream, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        // Compressed, an event would wait for the next ones; so would it in a proxy that gathers.
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    });
  } catch (error) {
    return refuse(error, 'notifications:own');
  }
}
