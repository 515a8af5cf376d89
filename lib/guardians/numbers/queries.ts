import 'server-only';
import { sql } from '@/lib/core/db/sql';

/** Of the guardian `g` of a statement, the numbers that somebody answered to be wrong, as the context's role is shown them. */
export const wrongNumbers = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'phone', app.contact(w.phone)) ORDER BY w.id), '[]')
  FROM app.wrong_numbers() w WHERE w.guardian_id = g.id)`;
