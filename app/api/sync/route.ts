import { jsonRoute } from '@/lib/core/route';
import { runCommands } from '@/lib/sync/mutations';
import { syncBatch } from '@/lib/sync/schema';

/** Where a phone sends what an ustadh entered: see `syncBatch` for the shape, answers come back by command id. */
export const POST = jsonRoute({
  permission: 'lessons:record',
  schema: syncBatch,
  run: async (batch, scope) => ({ results: await runCommands(scope, batch) }),
});
