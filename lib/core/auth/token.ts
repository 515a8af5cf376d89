import type { Role } from './roles';

/** next-auth's encrypted JWT carries one opaque session id, and the active role as a hint for the middleware. */
export type SessionToken = { sid: string; role: Role | null };

export const sessionDays = 30;
export const sessionSeconds = sessionDays * 24 * 60 * 60;

const secure = () => (process.env.NEXTAUTH_URL ?? '').startsWith('https://');

/** A cookie of ours by its full name: `__Host-` binds it to this host, path / and https; plain http (a demo) cannot carry
 *  the prefix. */
export const ownCookie = (name: string) => (secure() ? `__Host-${name}` : name);

export const cookieName = () => ownCookie('hifzpro-session');

/** Says that this browser has signed somebody in before; see known-device.ts. */
export const knownCookieName = () => ownCookie('hifzpro-known');

/** Holds the token of a letter's link for a quarter of an hour; see link.ts. */
export const linkCookieName = () => ownCookie('hifzpro-link');

export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const;
