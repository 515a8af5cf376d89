import 'server-only';
import { callAuth } from './definers';

const ASK_AT_MOST_EVERY = 1000;
let asked: { at: number; answer: Promise<boolean> } | undefined;

async function ask(): Promise<boolean> {
  try {
    // Named by the launcher's web process; a development server has whatever was migrated.
    const wanted = process.env.MIGRATIONS?.split(',') ?? [];
    const [row] = await callAuth<{ migrated: boolean }>('auth.migrated', [wanted]);
    return row?.migrated === true;
  } catch {
    return false;
  }
}

/** Whether the database answers and carries every migration of this code; asked at most once a second, so that the
 *  question is no lever. */
export async function isReady(): Promise<boolean> {
  const house = Reflect.get(globalThis, Symbol.for('hifzpro.house')) as
    | { leaving: boolean; database: { state: string } }
    | undefined;
  // The breaker knows that the database is gone before the next question is due.
  if (house && (house.leaving || house.database.state !== 'here')) return false;
  if (!asked || asked.at + ASK_AT_MOST_EVERY < Date.now()) asked = { at: Date.now(), answer: ask() };
  return asked.answer;
}
