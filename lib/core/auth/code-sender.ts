import 'server-only';
import { v7 } from 'uuid';
import { callAuth } from '../db/definers';
import { env } from '../env';
import { log } from '../log';

/** HifzPro's own sender of one-time codes, tied to no institution. A demonstration shows them on /demo/phone; until a
 *  real sender is set up nothing leaves elsewhere, and the page says the same to everyone. */
export async function sendCode(phone: string, text: string): Promise<void> {
  if (env().DEMO !== '1') {
    log.warn('no sender of one-time codes is set up');
    return;
  }
  await callAuth('auth.put_demo_phone', [v7(), phone, text]);
}
