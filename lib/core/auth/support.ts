import 'server-only';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { callAuth } from '../db/definers';
import { AppError } from '../errors';
import { routes } from '../routes';
import { wayIn } from './factor';
import { can, type Permission } from './roles';
import { currentScope } from './scope';
import { sessionId, sha256 } from './session';

/** Someone of HifzPro, second factor passed, outside every institution. */
export type SupportSelf = {
  userId: string;
  name: string;
  /** The visit that this session is on, if any. */
  grantId: string | null;
  /** By which the definer functions know the session. */
  tokenHash: string;
};

async function supportSelf(): Promise<SupportSelf | undefined> {
  const sid = await sessionId();
  if (!sid) return;
  const tokenHash = sha256(sid);
  const [row] = await callAuth<{ user_id: string; name: string; grant_id: string | null }>(
    'auth.support_self',
    [tokenHash],
  );
  return row && { userId: row.user_id, name: row.name, grantId: row.grant_id, tokenHash };
}

/** Asked once per render: frame and page share it. */
const selfOnce = cache(supportSelf);

/** Whom a page of the support portal is drawn for; anyone else goes where their session belongs. */
export async function requireSupport(permission: Permission): Promise<SupportSelf> {
  const self = await selfOnce();
  if (self && can('support', permission)) return self;
  const way = await wayIn();
  redirect(way === routes.support ? routes.signIn : way);
}

/** As {@link requireSupport}, for an action. */
export async function requireSupportAction(permission: Permission): Promise<SupportSelf> {
  const self = await supportSelf();
  if (!self || !can('support', permission)) throw new AppError('UNAUTHENTICATED', 'signedOut');
  return self;
}

/** Nothing of a portal is drawn for a visitor who is not signed in, or owes a second factor. HifzPro's own people have
 *  no institution: their portal asks by {@link requireSupport}. */
export async function requireSomebody(): Promise<void> {
  if (await currentScope()) return;
  const way = await wayIn();
  if (way !== routes.support) redirect(way);
}
