import 'server-only';
import { listenOn } from './pools';

/** What the database tells of a change: ids and nothing else (the triggers of 20261121000024_conversations and after). */
export type Tiding =
  | { about: 'conversation'; institutionId: string; id: string; guardianId: string; studentId: string }
  | { about: 'notice'; institutionId: string; id: string }
  | { about: 'channel'; institutionId: string }
  | { about: 'person'; userId: string }
  /** The connection stands, or stands again: whatever happened before it did was not told. */
  | { about: 'begun' }
  | { about: 'all' };

function readTiding(payload: string): Tiding | undefined {
  const [about, first = '', id = '', guardianId = '', studentId = ''] = payload.split(' ');
  if (about === 'conversation') return { about, institutionId: first, id, guardianId, studentId };
  if (about === 'notice') return { about, institutionId: first, id };
  if (about === 'channel') return { about, institutionId: first };
  if (about === 'person') return { about, userId: first };
  return;
}

type Hearer = (tiding: Tiding) => void;
type Ear = { hearers: Set<Hearer>; stop: (() => void) | undefined };

// One for the process, however many copies of this file a bundler makes.
const key = Symbol.for('hifzpro.ear');
const shared = globalThis as typeof globalThis & { [key]?: Ear };
shared[key] ??= { hearers: new Set(), stop: undefined };
const ear = shared[key];

/** Hears every change until the returned function is called. The one connection of this process, of a login that can
 *  read nothing, is opened for the first who listens and closed behind the last. */
export function hearChanges(hear: Hearer): () => void {
  ear.hearers.add(hear);
  const tell = (tiding: Tiding) => {
    for (const one of ear.hearers) one(tiding);
  };
  ear.stop ??= listenOn('hifzpro_live', (payload, again) => {
    const tiding: Tiding | undefined =
      payload === undefined ? { about: again ? 'all' : 'begun' } : readTiding(payload);
    if (tiding) tell(tiding);
  });
  return () => {
    ear.hearers.delete(hear);
    if (ear.hearers.size > 0) return;
    ear.stop?.();
    ear.stop = undefined;
  };
}
