import 'server-only';

/** Meta's own bound. */
const MOST_BYTES = 3 * 1024 * 1024;

/** The bytes of a webhook as they came; undefined when there are too many, read no further than that. */
export async function readHook(request: Request): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return Buffer.alloc(0);
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) return;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
