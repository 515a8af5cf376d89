import 'server-only';
import { sql } from '@/lib/core/db/sql';
import { DAY_SESSIONS } from './rules';

/** The sessions in the order of the day, for a statement: `array_position(${DAY_ORDER}, a.session)`. */
export const DAY_ORDER = sql`${[...DAY_SESSIONS]}::text[]`;
