import { z } from 'zod';

export const MAX_COMMANDS = 100;

/** What a phone sends: each command is read by itself, so that one bad entry does not hold back the others. */
export const syncBatch = z.strictObject({
  commands: z
    .array(
      z.strictObject({
        /** Made by the client; names the command in the answer. */
        id: z.uuid({ error: 'notAnId' }),
        kind: z.string().max(40),
        input: z.unknown(),
      }),
    )
    .min(1)
    .max(MAX_COMMANDS),
});

export type SyncBatch = z.infer<typeof syncBatch>;
