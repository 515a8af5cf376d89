import { z } from 'zod';

/** The address of the list of messages; anything odd in it is the first page. */
export const messagesQuery = z.object({ page: z.coerce.number().int().min(1).max(500).catch(1) });

export const childId = z.uuid();
