import { z } from 'zod';
import { localDate } from '@/lib/core/text';
import { AMOUNTS, CYCLES, DEFAULT_REVISION, MODES, type RevisionSettings } from './rules';

const amount = z.union(AMOUNTS.map((is) => z.literal(is)));
const whole = (least: number, most: number) => z.int().min(least).max(most);
const daysOff = z.array(z.object({ from: localDate, to: localDate, name: z.string() }));

/** As it is kept. What is missing or no longer understood is as where nobody decided. */
const kept = z.object({
  cycle: z.enum(CYCLES).catch(DEFAULT_REVISION.cycle),
  days: whole(1, 120).catch(DEFAULT_REVISION.days),
  mode: z.enum(MODES).catch(DEFAULT_REVISION.mode),
  amount: amount.nullable().catch(DEFAULT_REVISION.amount),
  sabqi: amount.catch(DEFAULT_REVISION.sabqi),
  brakeDays: whole(0, 60).catch(DEFAULT_REVISION.brakeDays),
  brakeStrength: whole(0, 95).catch(DEFAULT_REVISION.brakeStrength),
  daysOff: daysOff.catch([]),
});

export function readRevision(raw: unknown): RevisionSettings {
  return kept.parse(raw ?? {});
}
