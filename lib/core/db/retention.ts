import 'server-only';
import { openDoors } from './pools';

/** Deletes links, codes and sessions that are over, and has the institutions' own system roles erase what their imports
 *  held (prisma/sql/28-retention.sql). As hifzpro_worker. */
export async function forgetOver(): Promise<{ doors: number; imports: number }> {
  const { rows } = await openDoors().worker().query('SELECT * FROM auth.forget_over()');
  return rows[0] as { doors: number; imports: number };
}
