import 'server-only';
import { type Sql, sql } from '@/lib/core/db/sql';
import { NO_WAY } from './rules';

/** Of deliveries `d`: neither WhatsApp nor a letter brought it, or the institution uses neither and it stands in the
 *  portal alone. */
export const inPortalAlone = (): Sql => sql`(
  (d.state IN ('FAILED', 'SUPPRESSED') AND d.reason = ANY (${[...NO_WAY]}::text[]))
  OR (d.channel = 'LOCAL' AND d.state = 'DELIVERED'))`;
