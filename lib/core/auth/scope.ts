import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { callAuth } from '../db/definers';
import type { Entrance } from '../db/tenant';
import { AppError } from '../errors';
import { localDateAt } from '../time';
import { can, type Permission, type Role } from './roles';
import { sessionId, sha256 } from './session';

export type Institution = {
  id: string;
  name: string;
  nativeName: string | null;
  timeZone: string;
  country: string;
  mushaf: string;
  /** 0 Sunday … 6 Saturday */
  weeklyHoliday: number;
  hijriOffset: number;
};

/** Who asks, for which institution, in which role, with the context that the database signed for it. */
export type Scope = Entrance & {
  userId: string;
  role: Role;
  institution: Institution;
  now: Date;
  today: string;
};

type Entered = {
  context: string;
  institution_id: string;
  user_id: string;
  role: Role;
  institution: string;
  native_name: string | null;
  time_zone: string;
  weekly_holiday: number;
  hijri_offset: number;
  country: string;
  mushaf: string;
};

/** The scope of a session that the database finds live; undefined when it does not. */
export async function enterSession(sid: string): Promise<Scope | undefined> {
  const ask = async () => (await callAuth<Entered>('auth.enter', [sha256(sid)]))[0];
  const row = await ask();
  if (!row) return;
  const now = new Date();
  return {
    context: row.context,
    renew: async () => (await ask())?.context,
    userId: row.user_id,
    role: row.role,
    now,
    today: localDateAt(now, row.time_zone),
    institution: {
      id: row.institution_id,
      name: row.institution,
      nativeName: row.native_name,
      timeZone: row.time_zone,
      country: row.country,
      mushaf: row.mushaf,
      weeklyHoliday: row.weekly_holiday,
      hijriOffset: row.hijri_offset,
    },
  };
}

/** Asks the database on every request; nothing that the client sends names an institution or a role. */
export async function enter(): Promise<Scope | undefined> {
  const sid = await sessionId();
  return sid ? enterSession(sid) : undefined;
}

/** One `auth.enter` per render: layout and page share it. */
const enterOnce = cache(enter);

/** The scope of a page. Signed out → the sign-in page; no permission → the same 404 as a page that does not exist. */
export async function requireScope(permission: Permission): Promise<Scope> {
  const scope = await enterOnce();
  if (!scope) redirect('/sign-in');
  if (!can(scope.role, permission)) notFound();
  return scope;
}

/** The scope of an action or route: throws AppError instead of redirecting, and never shares a render's context. */
export async function requireActionScope(permission: Permission): Promise<Scope> {
  const scope = await enter();
  if (!scope) throw new AppError('UNAUTHENTICATED', 'signedOut');
  if (!can(scope.role, permission)) throw new AppError('FORBIDDEN', 'notFound');
  return scope;
}

/** Who is signed in, if anyone, for pages that both may see. */
export const currentScope = enterOnce;
