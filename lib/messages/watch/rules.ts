import type { MessageLanguage, TemplateState } from '@/lib/adapters/messaging/port';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { wordingOfName } from '../templates/rules';
import { type AccountState, ALERTS, type Alert, type Quality } from './schema';

/** What is known of the number and the account, each with the moment it was true. */
export interface Watched {
  readonly number: string | null;
  readonly quality: Quality;
  readonly qualityAt: Date | null;
  /** People a day, 0 without limit, null when it was never told. */
  readonly dailyLimit: number | null;
  readonly limitWas: number | null;
  readonly limitAt: Date | null;
  readonly perSecond: number | null;
  readonly account: AccountState;
  readonly accountWhy: string | null;
  readonly accountUntil: Date | null;
  readonly accountAt: Date | null;
  readonly alerts: readonly Alert[];
}

export type NumberReport = {
  number: string | null;
  at: Date;
  quality: Quality | null;
  dailyLimit: number | null;
  perSecond: number | null;
};
export type AccountReport = { at: Date; account: AccountState; why: string | null; until: Date | null };

const second = (at: Date) => Math.floor(at.getTime() / 1000);
/** Reports come in any order and are timed by whole seconds: of two in one second the one that came later holds. */
const holds = (at: Date, known: Date | null) => known === null || second(at) >= second(known);

/** Whether a limit is lower than another; 0 is none at all. */
export const isLower = (limit: number, than: number | null): boolean =>
  than !== null && limit !== 0 && (than === 0 || limit < than);

/** A report on another number of the same account changes nothing. */
export function afterNumber(known: Watched, report: NumberReport): Watched {
  if (report.number !== null && report.number !== known.number) return known;
  const { at, quality, dailyLimit } = report;
  let next = { ...known, perSecond: report.perSecond ?? known.perSecond };
  if (quality && holds(at, known.qualityAt)) next = { ...next, quality, qualityAt: at };
  if (dailyLimit !== null && holds(at, known.limitAt)) {
    const fell = isLower(dailyLimit, known.dailyLimit);
    const limitWas = fell ? known.dailyLimit : dailyLimit === known.dailyLimit ? known.limitWas : null;
    next = { ...next, dailyLimit, limitWas, limitAt: at };
  }
  return next;
}

export function afterAccount(known: Watched, { at, account, why, until }: AccountReport): Watched {
  if (!holds(at, known.accountAt)) return known;
  return { ...known, account, accountWhy: why, accountUntil: until, accountAt: at };
}

/** How the account stands now: a restriction ends by itself. */
export const accountNow = (
  { account, accountUntil }: Pick<Watched, 'account' | 'accountUntil'>,
  now: Date,
): AccountState => (account === 'RESTRICTED' && accountUntil && accountUntil <= now ? 'OPEN' : account);

/** What the office is told of now that it was not told of before; what is over is taken off the list. */
export function alertsOf(before: Watched, after: Watched): { alerts: Alert[]; fresh: Alert[] } {
  const isRed = after.quality === 'RED';
  const fell = after.dailyLimit !== null && isLower(after.dailyLimit, before.dailyLimit);
  const isBad = after.account !== 'OPEN';
  const changed = second(after.accountAt ?? new Date(0)) !== second(before.accountAt ?? new Date(0));
  const fresh: Alert[] = [
    ...(isBad && changed ? (['ACCOUNT'] as const) : []),
    ...(isRed && before.quality !== 'RED' ? (['QUALITY'] as const) : []),
    ...(fell ? (['LIMIT'] as const) : []),
  ];
  const over: Alert[] = [
    ...(isBad ? [] : (['ACCOUNT'] as const)),
    ...(isRed ? [] : (['QUALITY'] as const)),
    ...(after.limitWas === null ? (['LIMIT'] as const) : []),
  ];
  return { alerts: withAlerts(before.alerts, fresh, over), fresh };
}

/** The list in its order, with these and without those. */
export const withAlerts = (
  alerts: readonly Alert[],
  add: readonly Alert[],
  drop: readonly Alert[] = [],
): Alert[] => ALERTS.filter((one) => add.includes(one) || (alerts.includes(one) && !drop.includes(one)));

/** A wording as Meta holds it. */
export interface WatchedTemplate {
  readonly name: string;
  readonly language: string;
  readonly state: TemplateState;
  readonly category: string;
  readonly categoryAt: Date | null;
  readonly reason: string | null;
  readonly stateAt: Date | null;
  readonly quality: Quality;
  readonly qualityAt: Date | null;
}

export type TemplateNews = {
  name: string;
  language: string;
  at: Date;
  state: TemplateState | null;
  category: string | null;
  reason: string | null;
  quality: Quality | null;
};

/** Only wordings of this house's making concern it. */
export const isOurs = ({ name, language }: { name: string; language: string }): boolean =>
  wordingOfName(name) !== undefined && messageLanguages.includes(language as MessageLanguage);

const fresh = (name: string, language: string): WatchedTemplate => ({
  ...{ name, language, state: 'PENDING', category: 'UTILITY', reason: null, stateAt: null },
  ...{ categoryAt: null, quality: 'UNKNOWN', qualityAt: null },
});

/** A wording that Meta itself has moved out of utility is not sent any more: it would cost as advertising (P23). State and
 *  category come in reports of their own, in any order: each has its own moment, and no approval lifts a category. */
export function afterTemplate(known: WatchedTemplate | undefined, news: TemplateNews): WatchedTemplate {
  const was = known ?? fresh(news.name, news.language);
  let next = was;
  if (news.quality && holds(news.at, was.qualityAt))
    next = { ...next, quality: news.quality, qualityAt: news.at };
  if (news.category && holds(news.at, was.categoryAt))
    next = { ...next, category: news.category, categoryAt: news.at };
  if (news.state && holds(news.at, was.stateAt))
    next = { ...next, state: news.state, reason: news.reason, stateAt: news.at };
  return next === was || next.category === 'UTILITY'
    ? next
    : { ...next, state: 'DISABLED', reason: 'INCORRECT_CATEGORY' };
}

const stopped: readonly TemplateState[] = ['REJECTED', 'PAUSED', 'DISABLED'];

/** Whether the office hears of it: it cannot be sent any more, or is about to be paused. */
export const isWorse = (before: WatchedTemplate | undefined, after: WatchedTemplate): boolean =>
  (stopped.includes(after.state) && after.state !== before?.state) ||
  (after.quality === 'RED' && before?.quality !== 'RED');
