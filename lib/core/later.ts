import 'server-only';
import { after } from 'next/server';
import { logFault } from './log';

/** Does something once the answer has left: a mail, a code. Nobody waits for it, and how long it takes (or whether it
 *  is done at all) cannot be read from the answer's time. A fault is logged. */
export function later(where: string, work: () => Promise<void>): void {
  after(async () => {
    try {
      await work();
    } catch (error) {
      logFault(error, where);
    }
  });
}
