import 'server-only';
import { callAuth } from '../db/definers';
import { AppError } from '../errors';
import { routes } from '../routes';
import { homeOf, type Role } from './roles';
import { membershipsOf, opaqueToken, sessionId, sha256, writeSessionCookie } from './session';

/** What a session lacks before it may enter: it is over, a first factor to set up, its factor, a choice, nothing; HifzPro's
 *  own people wait outside every institution. `slip` is ready too, in the one house whose slip began it. */
export type SessionState = 'over' | 'set-up' | 'factor' | 'choose' | 'support' | 'slip' | 'ready';

async function stateOf(sid: string): Promise<SessionState> {
  const [row] = await callAuth<{ session_state: SessionState }>('auth.session_state', [sha256(sid)]);
  return row?.session_state ?? 'over';
}

/** The state of this browser's session. */
export async function sessionState(): Promise<SessionState> {
  const sid = await sessionId();
  return sid ? stateOf(sid) : 'over';
}

const doors: Partial<Record<SessionState, string>> = {
  'set-up': routes.setUpFactor,
  factor: routes.secondFactor(),
  choose: routes.choose,
  support: routes.support,
  // It is at home in its house; whoever sends it away here wants something of the account itself.
  slip: routes.accountBySlip,
};

/** Where somebody goes whom `auth.enter` did not let in. Whose session was ended by others is told so. */
export async function wayIn(): Promise<string> {
  return doors[await sessionState()] ?? ((await sessionId()) ? routes.signInAgain : routes.signIn);
}

/** Where a session goes from here: what it owes first; then straight to the one place it has, or to the choice. */
export async function nextStep(sid: string): Promise<string> {
  const state = await stateOf(sid);
  if (state !== 'ready' && state !== 'slip') return doors[state] ?? routes.signIn;
  const places = await membershipsOf(sid);
  return places.length === 1 ? homeOf(places[0]!.role) : routes.choose;
}

/** Hands the session over to a new token in the same moment in which the proof is taken: what somebody may have known
 *  before is worth nothing after (S6).
 *  @param prove a definer call; false refuses
 *  @returns the new session id, undefined when refused */
export async function renewSession(
  role: Role | null,
  prove: (hash: string, newHash: string) => Promise<boolean>,
): Promise<string | undefined> {
  const sid = await sessionId();
  const fresh = opaqueToken();
  if (!sid || !(await prove(sha256(sid), sha256(fresh)))) return;
  await writeSessionCookie({ sid: fresh, role });
  return fresh;
}

/** Whether the second factor was proven within these minutes. */
export async function factorIsFresh(minutes: number): Promise<boolean> {
  const sid = await sessionId();
  if (!sid) return false;
  const [row] = await callAuth<{ factor_fresh: boolean }>('auth.factor_fresh', [sha256(sid), minutes]);
  return row?.factor_fresh ?? false;
}

/** For changes that a stolen, signed-in browser must not make.
 *  @throws AppError FORBIDDEN `factorStale`: prove it again at `routes.secondFactor(back here)` */
export async function requireFreshFactor(minutes: number): Promise<void> {
  if (!(await factorIsFresh(minutes))) throw new AppError('FORBIDDEN', 'factorStale');
}
