import { requireActionScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { refuse } from '@/lib/core/route';
import { getSupportNow } from '@/lib/support/queries';
import { supportMark } from '@/lib/support/rules';

/** Whether anything about HifzPro support changed since the office's frame was drawn. */
export async function GET(): Promise<Response> {
  try {
    const scope = await requireActionScope('support:decide');
    const now = await inTenant(scope, (tx) => getSupportNow(tx, scope));
    return Response.json(
      { ok: true, data: { mark: supportMark(now) } },
      { headers: { 'Cache-Control': 'no-store' } },
    );
  } catch (error) {
    return refuse(error, 'support:decide');
  }
}
