import { type NextRequest, NextResponse } from 'next/server';

/** What the product's own does besides opening a cookie: a nonce for the page, and the headers of the answer. */
export function middleware(request: NextRequest) {
  const policy = `default-src 'self'; script-src 'self' 'nonce-${btoa(crypto.randomUUID())}' 'strict-dynamic'`;
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

export const config = { matcher: ['/behind'] };
