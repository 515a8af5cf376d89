import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { callAuth } from '../db/definers';
import { type Entrance, noteRefusal } from '../db/tenant';
import { AppError } from '../errors';
import { routes } from '../routes';
import { noteSecurity } from '../security-log';
import { localDateAt } from '../time';
import { drawnFor } from './drawn-for';
import { wayIn } from './factor';
import { countAttempt } from './limits';
import { sharedPace } from './pace-shared';
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
  /** Whether the person may have another register to go to: what asks for the list of them. */
  others: boolean;
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
  support: { grantId: string; ticket: string; until: string; write: boolean; name: string } | null;
  others: boolean;
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
    others: row.others,
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
    ...(row.support && {
      support: { ...row.support, until: new Date(row.support.until), opens: { path: '', what: '' } },
    }),
  };
}

/** Asks the database on every request; nothing that the client sends names an institution or a role. */
export async function enter(): Promise<Scope | undefined> {
  const sid = await sessionId();
  return sid ? enterSession(sid) : undefined;
}

/** One `auth.enter` per render: layout and page share it. */
const enterOnce = cache(enter);

/** The scope of a page. Signed out → the sign-in page; a factor or a choice owed → the page that asks for it; no permission → the same 404 as a page that does not exist. */
export async function requireScope(permission: Permission): Promise<Scope> {
  const scope = await enterOnce();
  if (!scope) redirect(await wayIn());
  if (await pageWait()) redirect(routes.tooFast);
  const opening = await openingOf(scope, permission);
  if (opening && can(scope.role, permission)) return opening;
  if (opening) await keepRefusal(opening, permission);
  notFound();
}

/** The middleware counts pages too, but for one process alone: it has no database to share by. */
const pageWait = cache(async (): Promise<number> => {
  const sid = await sessionId();
  return sid ? sharedPace((await headers()).get('x-pace') === 'ahead' ? 'ahead' : 'page', sid) : 0;
});

/** The scope of an action or route: throws AppError instead of redirecting, and never shares a render's context.
 *  @param drawn what the page that sends says it was drawn for; refused when that is not here and now */
export async function requireActionScope(permission: Permission, drawn?: string): Promise<Scope> {
  await keepPace();
  const scope = await enter();
  if (!scope) throw new AppError('UNAUTHENTICATED', 'signedOut');
  if (drawn !== undefined && drawn !== drawnFor(scope)) throw new AppError('CONFLICT', 'otherRegister');
  const opening = await openingOf(scope, permission);
  if (opening && can(scope.role, permission)) return opening;
  if (opening) await keepRefusal(opening, permission);
  throw new AppError('FORBIDDEN', 'notFound');
}

/** @throws AppError LIMITED when this sign-in sends more than hands can */
async function keepPace(): Promise<void> {
  const sid = await sessionId();
  const wait = sid ? sharedPace('deed', sid) : 0;
  if (!wait) return;
  noteSecurity('limited', { where: 'deeds' });
  throw new AppError('LIMITED', 'tooManyTries', { params: { minutes: Math.ceil(wait / 60) } });
}

/** The scope of what leaves the house (a download, an export, a print): as an action's, but never HifzPro support's,
 *  whatever a visit may do otherwise. */
export async function requireExportScope(permission: Permission): Promise<Scope> {
  const scope = await requireActionScope(permission);
  if (!scope.support) {
    await countAttempt('exports', scope.userId);
    return scope;
  }
  await keepRefusal(scope, permission);
  throw new AppError('FORBIDDEN', 'notFound');
}

/** A visit's scope with what it opens: the address without its search (a name may stand there) and the permission. A
 *  page fetched ahead of a click opens nothing: no data, no row. */
async function openingOf(scope: Scope, permission: Permission): Promise<Scope | undefined> {
  if (!scope.support) return scope;
  const sent = await headers();
  const ahead = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'].some((name) =>
    sent.get(name)?.includes('prefetch'),
  );
  if (ahead || sent.has('next-router-prefetch')) return;
  const path = sent.get('x-path')?.slice(0, 300) ?? '';
  return { ...scope, support: { ...scope.support, opens: { path, what: permission } } };
}

/** What a visit was refused stands in the trail too. One that is over by now is refused without a row. */
async function keepRefusal({ support, ...entrance }: Scope, permission: Permission): Promise<void> {
  noteSecurity('refused', { person: entrance.userId, role: entrance.role, where: permission });
  if (support) await noteRefusal({ ...entrance, support }).catch(() => undefined);
}

/** What a page that is drawn now sends along with what is typed on it; undefined for who is signed in nowhere. */
export async function drawnNow(): Promise<string | undefined> {
  const scope = await enterOnce();
  return scope && drawnFor(scope);
}

/** Who is signed in, if anyone, for pages that both may see. */
export const currentScope = enterOnce;
