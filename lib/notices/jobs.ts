import 'server-only';
import { z } from 'zod';
import type { Jobs } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { publishNotice } from './mutations';

const publishIds = z.object({ noticeId: z.uuid() });

export const jobs: Jobs = {
  'notices.publish': async (job) => {
    const { noticeId } = publishIds.parse(job.ids);
    const scope = await job.enter();
    await inTenant(scope, (tx) => publishNotice(tx, { institutionId: scope.institutionId, noticeId }));
  },
};
