/** How Meta rates a number or a wording. */
export const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const;
export type Quality = (typeof QUALITIES)[number];

/** How the business account stands at Meta: in order, warned of a violation, kept from some messages, about to be closed,
 *  closed. */
export const ACCOUNT_STATES = ['OPEN', 'WARNED', 'RESTRICTED', 'CLOSING', 'CLOSED'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** What the office is told of, in the order of its weight. */
export const ALERTS = ['STOPPED', 'ACCOUNT', 'QUALITY', 'LIMIT', 'TEMPLATES'] as const;
export type Alert = (typeof ALERTS)[number];
