import type { NextRequest } from 'next/server';
import { validate } from 'uuid';
import { SHEET_LIMITS } from '@/lib/adapters/sheet/port';
import { requireActionScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { requireOwnOrigin } from '@/lib/core/origin';
import { refuse } from '@/lib/core/route';
import { routes } from '@/lib/core/routes';
import { startImport } from '@/lib/imports/mutations';
import { importKindSchema } from '@/lib/imports/schema';

/** What the fields and the multipart frame around a file may add to it. */
const FRAME = 64 * 1024;

const seeOther = (location: string) => new Response(null, { status: 303, headers: { Location: location } });
const problem = (code: string) => seeOther(`${routes.imports}?problem=${code}`);

async function contentOf(
  form: FormData,
): Promise<{ name: string; content: Uint8Array<ArrayBuffer>; pasted: boolean } | null> {
  const file = form.get('file');
  if (file instanceof File && file.size > 0) {
    return { name: file.name.slice(-120), content: new Uint8Array(await file.arrayBuffer()), pasted: false };
  }
  const text = form.get('text');
  if (typeof text !== 'string' || text.trim() === '') return null;
  return { name: '', content: new TextEncoder().encode(text), pasted: true };
}

/**
 * Takes a register as a plain form sends it, file or pasted rows, and answers with the address of its preview. A route,
 * because actions end at 1 MB; nothing is parsed here.
 */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    await requireOwnOrigin();
    const drawn = request.nextUrl.searchParams.get('drawn') ?? undefined;
    const scope = await requireActionScope('imports:run', drawn);
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!(length <= SHEET_LIMITS.bytes + FRAME))
      return problem(length > 0 ? 'fileTooLarge' : 'notUnderstood');
    let form: FormData;
    try {
      form = await request.formData();
    } catch {
      // Next hands on the first 10 MB of a body: a form that is longer ends in the middle of its file.
      return problem(length > SHEET_LIMITS.bytes ? 'fileTooLarge' : 'notUnderstood');
    }
    const id = form.get('id');
    const upload = await contentOf(form);
    if (!upload) return problem('nothingChosen');
    if (upload.content.length > SHEET_LIMITS.bytes) return problem('fileTooLarge');
    if (typeof id !== 'string' || !validate(id)) return problem('notUnderstood');
    const kind = importKindSchema.safeParse(form.get('kind'));
    await inTenant(scope, (tx) =>
      startImport(tx, scope, {
        id,
        kind: kind.success ? kind.data : null,
        fileName: upload.name,
        content: upload.content,
        pasted: upload.pasted,
      }),
    );
    return seeOther(routes.import(id));
  } catch (error) {
    if (error instanceof AppError && error.message === 'otherRegister') return problem('otherRegister');
    return refuse(error, 'imports:run');
  }
}
