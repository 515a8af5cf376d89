import { z } from 'zod';

/** The address of the list of messages; anything odd in it is the first page. */
export const messagesQuery = z.object({ page: z.coerce.number().int().min(1).max(500).catch(1) });

export const childId = z.uuid();

/** How many days the diary goes back: at first, and when the earlier ones are asked for. */
export const DIARY_DAYS = { latest: 10, all: 60 } as const;

/** The address of a child's page; anything odd in it is the latest days. */
export const childQuery = z.object({ diary: z.enum(['latest', 'all']).catch('latest') });
