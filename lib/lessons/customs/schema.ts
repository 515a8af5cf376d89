/**
 * Rules that are custom and not arithmetic, on which a teacher may insist: a sabaq that leaves ayahs out, a revision of
 * what is not by heart, a sabaq beyond the juz released, one while the sabaq is stopped, a lesson of an absent child, and
 * what another session of the day has heard already.
 */
export const CUSTOMS = ['gap', 'notMemorised', 'beyondJuz', 'sabaqHeld', 'absentDay', 'heardToday'] as const;
export type Custom = (typeof CUSTOMS)[number];
