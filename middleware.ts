import { type NextRequest, NextResponse } from 'next/server';
import { getToken } from 'next-auth/jwt';
import { openRemembered } from './lib/core/auth/opened-tokens';
import { pacer } from './lib/core/auth/pace';
import { tooFastPage } from './lib/core/auth/pace-page';
import { homeOf, mayEnter, portalOf, type Role } from './lib/core/auth/roles';
import { cookieName } from './lib/core/auth/token';
import { noteSecurity } from './lib/core/security-log';

/** The first, coarse check: only a portal's roles go in, by the verified token. Never the only one: pages, actions,
 *  routes and the database check again. Sets the headers of every page. */
export async function middleware(request: NextRequest) {
  if (!safeMethods.has(request.method) && request.headers.get('origin') !== ownOrigin(request)) {
    noteSecurity('foreignOrigin', { where: 'middleware' });
    return new NextResponse(null, { status: 403, headers: { 'Cache-Control': 'no-store' } });
  }
  // A path that is no UTF-8 names nothing; Next itself would answer 500.
  if (!readable(request.nextUrl.pathname)) return new NextResponse(null, { status: 404 });
  // Where a page sends whom all processes together find too fast.
  if (request.nextUrl.pathname === '/too-fast') return tooFast(60);
  const portal = portalOf(request.nextUrl.pathname);
  if (portal) {
    const token = await getToken({
      req: request,
      cookieName: cookieName(),
      secret: process.env.NEXTAUTH_SECRET!,
      decode: openRemembered,
    });
    if (!token?.sid) return redirectTo(request, '/sign-in');
    // Forms and downloads are counted where they ask for their scope (requireActionScope).
    const wait = safeMethods.has(request.method) ? pacer(paceOf(request), String(token.sid)) : 0;
    if (wait) return tooFast(wait);
    const role = token.role as Role | null;
    if (!role) return redirectTo(request, '/choose');
    if (!mayEnter(role, portal)) {
      noteSecurity('refused', { role, where: portal });
      return redirectTo(request, homeOf(role));
    }
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // What a support visit opens stands in the trail by this name; a visitor cannot send it.
  headers.set('x-path', request.nextUrl.pathname);
  headers.set('x-pace', paceOf(request));
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set(
    'Permissions-Policy',
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
  );
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('X-Frame-Options', 'DENY');
  response.headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  // Behind a proxy the request itself is plain http; what counts is the address that people type.
  if (ownOrigin(request).startsWith('https:'))
    response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  // Next hands this on with the answer of the action that signed out. Cookies stay: language, theme, the known browser.
  if (request.nextUrl.pathname === '/sign-in' && request.nextUrl.searchParams.get('done') === 'out')
    response.headers.set('Clear-Site-Data', '"cache", "storage"');
  if (portal || isOwn(request.nextUrl.pathname)) response.headers.set('Cache-Control', 'no-store');
  return response;
}

const paceOf = (request: NextRequest) => (request.headers.has('next-router-prefetch') ? 'ahead' : 'page');

function tooFast(seconds: number) {
  noteSecurity('limited', { where: 'pages' });
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': String(seconds),
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  };
  return new NextResponse(tooFastPage, { status: 429, headers });
}

/** A person's own pages, outside of the portals. */
const isOwn = (path: string) => /^\/(account|choose|invitation|reset)(\/|$)/.test(path);

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const ownOrigin = (request: NextRequest) => new URL(process.env.NEXTAUTH_URL ?? request.url).origin;

function readable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function redirectTo(request: NextRequest, path: string) {
  const response = NextResponse.redirect(new URL(path, process.env.NEXTAUTH_URL ?? request.url));
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

/** No foreign origin at all (P16). Styles may be inline: React writes style attributes, which carry no nonce. */
function contentSecurityPolicy(nonce: string): string {
  const evalForDevelopment = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evalForDevelopment}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

// Webhooks come from providers, which have no origin; they prove themselves by signature or secret.
// /api/sync checks its origin and session itself (lib/core/route.ts) and is the one door where a millisecond counts.
// On Node itself: the edge runtime's own requests and answers took most of a millisecond of every page.
export const config = {
  runtime: 'nodejs',
  matcher: ['/((?!_next/static|fonts/|favicon|icon|api/auth/|api/sync|api/webhooks/).*)'],
};
