import 'server-only';
import type { z } from 'zod';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { getDays } from '../customs/queries';
import { brokenCustoms, type Day, groundOf } from '../customs/rules';
import { type Told, tellReading } from './rules';
import type { Reading, typedLesson } from './schema';

/** A lesson as typed, read in the child's own mushaf and measured by the day. A child of others is NOT_FOUND. */
export async function readLesson(
  tx: TenantTx,
  { institutionId, ...asked }: z.output<typeof typedLesson> & { institutionId: string },
  told: Omit<Told, 'layout'>,
): Promise<Reading> {
  const [day] = (await getDays(tx, { institutionId, keys: [asked] })).values();
  if (!day) throw new AppError('NOT_FOUND', 'notFound');
  return readOn(day, asked, told);
}

/** The same against a day that is known already. */
export function readOn(
  day: Day,
  { typed, kind }: Pick<z.output<typeof typedLesson>, 'typed' | 'kind'>,
  told: Omit<Told, 'layout'>,
): Reading {
  const broken = (portions: Parameters<typeof brokenCustoms>[0]['portions']) =>
    brokenCustoms({ kind, portions }, groundOf(day, kind));
  return tellReading({ typed, kind, broken }, { ...told, layout: day.layout });
}
