import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import { sql } from '@/lib/core/db/sql';
import { LESSON_KINDS } from '../rules';

/** Which of a day's lessons `l` over one place owns a mark there, the first before the others: the sabaq before what is
 *  revised, and of one kind the latest of the day. */
export const OWNS_FIRST = sql`array_position(${[...LESSON_KINDS]}::text[], l.kind), array_position(${DAY_ORDER}, l.session) DESC`;
