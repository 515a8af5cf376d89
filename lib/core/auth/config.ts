import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { callAuth } from '../db/definers';
import { env } from '../env';
import { passwordSignIn } from './credentials';
import { openSession, sha256 } from './session';
import { cookieName, cookieOptions, sessionSeconds } from './token';

/** next-auth's own endpoints (session, csrf, sign-out, credentials) over the same checks as the sign-in page. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
    providers: [
      Credentials({
        id: 'password',
        credentials: { email: {}, password: {} },
        async authorize(input) {
          const outcome = await passwordSignIn(String(input?.email ?? ''), String(input?.password ?? ''));
          return outcome.ok ? { id: outcome.userId } : null;
        },
      }),
    ],
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await callAuth('auth.close_session', [sha256(token.sid)]);
      },
    },
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return token;
        const opened = await openSession(user.id);
        return { sid: opened.sid, role: opened.role };
      },
      // The browser's own scripts need nothing of the session.
      async session() {
        return { expires: '' };
      },
    },
  };
}
