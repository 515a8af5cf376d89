import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { printPdf } from '@/lib/adapters/print/chromium';
import { selfContained } from '@/lib/adapters/print/html';
import { requireExportScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { env } from '@/lib/core/env';
import { AppError } from '@/lib/core/errors';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { refuse } from '@/lib/core/route';
import { routes } from '@/lib/core/routes';
import { noteReport } from '@/lib/reports/talimi/mutations';
import { talimiQuery } from '@/lib/reports/talimi/schema';

/**
 * The report's own page as a PDF. This process asks itself for the page, as the person who asked (session and checks
 * are the page's); the browser that draws it gets the finished text alone: no session, no network, no script.
 */
export async function GET(request: Request, { params }: { params: Promise<{ studentId: string }> }) {
  try {
    const scope = await requireExportScope('reports:read');
    const { studentId } = await params;
    if (!isId(studentId)) throw new AppError('NOT_FOUND', 'notFound');
    const { lang, year } = talimiQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
    const institutionId = scope.institution.id;
    await inTenant(scope, (tx) => noteReport(tx, { institutionId, studentId, year, lang }));
    const search = new URLSearchParams({ lang, ...(year !== undefined && { year: String(year) }) });
    const html = await ownPage(`${routes.talimi(studentId)}?${search}`, request.headers);
    const pdf = await printPdf(await selfContained(html, { style, font }));
    return new Response(new Uint8Array(pdf), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="talimi-${studentId.slice(-6)}-${lang}.pdf"`,
        'Cache-Control': 'no-store',
      },
    });
  } catch (error) {
    if (error instanceof AppError && error.message === 'noPrinter')
      return new Response(`${(await getTranslations('errors'))('noPrinter')}\n`, {
        status: 503,
        headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
      });
    return refuse(error, 'reports:read');
  }
}

/** This very server, by the loopback: what the request says of its host is not asked. */
const self = () => `http://127.0.0.1:${env().PORT}`;

async function ownPage(address: string, sent: Headers): Promise<string> {
  const answer = await fetch(self() + address, {
    headers: { cookie: sent.get('cookie') ?? '' },
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(20_000),
  }).catch(() => {
    // Too busy, or just leaving: as good as no printer, and said as such.
    throw new AppError('UPSTREAM', 'noPrinter');
  });
  if (answer.status !== 200) throw new AppError('NOT_FOUND', 'notFound');
  return answer.text();
}

async function style(address: string): Promise<string | undefined> {
  if (!/^\/_next\/static\/[\w./~-]+\.css(\?[\w=&-]*)?$/.test(address)) return;
  const answer = await fetch(self() + address, { signal: AbortSignal.timeout(10_000) });
  return answer.ok ? answer.text() : undefined;
}

async function font(address: string): Promise<Buffer | undefined> {
  const name = /^\/fonts\/([\w.-]+\.woff2)$/.exec(address)?.[1];
  return name ? readFile(path.join(process.cwd(), 'public/fonts', name)).catch(() => undefined) : undefined;
}
