import 'server-only';
import type { Role } from './roles';
import { sha256 } from './session';

/** Of a Scope, what a page belongs to. */
type Place = { userId: string; role: Role; institution: { id: string } };

/** The hidden field of every form. Its `$` keeps it out of what an action reads and gives back. */
export const drawnForField = '$drawn';
/** The same, where a page sends JSON. */
export const drawnForHeader = 'x-drawn-for';

/**
 * For whom, where and as what a page was drawn. With two tabs open somebody may go to another institution in one and
 * send what stands in the other: what was typed there belongs to the first. It says nothing by itself and is only ever
 * compared; the session alone chooses the institution.
 */
export const drawnFor = ({ userId, role, institution }: Place): string =>
  sha256(`drawn|${userId}|${institution.id}|${role}`).slice(0, 16);
