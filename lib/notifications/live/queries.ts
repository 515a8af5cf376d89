import 'server-only';
import type { Role } from '@/lib/core/auth/roles';
import { can } from '@/lib/core/auth/roles';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { hearChanges, type Tiding } from '@/lib/core/db/listen';
import { inTenant } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { getStanding } from '../queries';
import { eventText, MOST_OF_PROCESS, MOST_OF_SESSION, mayConcern, SPREAD_MS, type Watcher } from './rules';

type Watched = { context: string; institution_id: string; user_id: string; role: Role };

const COMMENT_MS = 20_000;
const AGAIN_MS = 60_000;
const LOOK_MS = 1000;
/** Changes that come within so long are told as one. */
const GATHER_MS = 120;
const MOST_ASKED = 50;

type Stream = { beat: (now: number) => void; end: (why: 'leaving' | 'over') => void; sid: string };
type Hall = { streams: Set<Stream>; timer: NodeJS.Timeout | undefined };

// One for the process, as the ear is.
const key = Symbol.for('hifzpro.hall');
const shared = globalThis as typeof globalThis & { [key]?: Hall };
shared[key] ??= { streams: new Set(), timer: undefined };
const hall = shared[key];

const isLeaving = () =>
  Boolean(
    (Reflect.get(globalThis, Symbol.for('hifzpro.house')) as { leaving?: boolean } | undefined)?.leaving,
  );

/** One clock for all streams of the process; it ends them when the process is told to go. */
function keepTime(): void {
  hall.timer ??= setInterval(() => {
    const now = Date.now();
    const leaving = isLeaving();
    for (const stream of hall.streams) {
      if (leaving) stream.end('leaving');
      else stream.beat(now);
    }
    if (hall.streams.size === 0) {
      clearInterval(hall.timer);
      hall.timer = undefined;
    }
  }, LOOK_MS);
  hall.timer.unref();
}

/** Whether there is room for one more. @throws AppError LIMITED */
function requireRoom(sid: string): void {
  let own = 0;
  for (const stream of hall.streams) if (stream.sid === sid) own += 1;
  if (own >= MOST_OF_SESSION || hall.streams.size >= MOST_OF_PROCESS)
    throw new AppError('LIMITED', 'tooManyTries', { params: { minutes: 1 } });
}

async function watch(sid: string): Promise<(Watcher & { role: Role }) | undefined> {
  const [row] = await callAuth<Watched>('auth.watch', [sha256(sid)]);
  if (!row || !can(row.role, 'notifications:own')) return;
  return { context: row.context, institutionId: row.institution_id, userId: row.user_id, role: row.role };
}

/**
 * What is new for one session, as it happens: how much waits, and which conversation changed. No name and no word: the
 * page asks for those itself. Before each event the session is looked at again and the figures are read under its own
 * scope; it ends with the session, with the role, and when the process goes.
 * @param after Last-Event-ID of a stream that broke: what changed since is told at once
 */
export function openStream(sid: string, after: number | undefined): ReadableStream<Uint8Array> {
  requireRoom(sid);
  const encoder = new TextEncoder();
  let finish: (why?: 'leaving' | 'over') => void = () => undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      let watcher: Watcher | undefined;
      let timer: NodeJS.Timeout | undefined;
      // What was told last. A stream that comes again hears the figure once more, whatever it heard before.
      let known: { mark: number; unread: number } | undefined;
      const changed = new Set<string>();
      let [commentAt, lookAt] = [Date.now() + COMMENT_MS, Date.now() + AGAIN_MS];
      const send = (text: string) => {
        if (!open) return;
        try {
          controller.enqueue(encoder.encode(text));
          commentAt = Date.now() + COMMENT_MS;
        } catch {
          finish();
        }
      };
      const look = async () => {
        timer = undefined;
        const asked = [...changed];
        changed.clear();
        lookAt = Date.now() + AGAIN_MS;
        try {
          watcher = await watch(sid);
          if (!watcher) return finish('over');
          const reader = { ...watcher, institution: { id: watcher.institutionId } };
          const { unread, mark, seen } = await inTenant(watcher, (tx) => getStanding(tx, reader, asked));
          // Of a change that is not this reader's to see nothing is told, not even that there was one.
          const same = known !== undefined && known.mark === mark && known.unread === unread;
          if (same && seen.length === 0) return;
          // The page was drawn a moment ago, or nothing changed while the stream was broken: only the figure is told.
          const fresh = known === undefined && (after === undefined || after === mark);
          known = { mark, unread };
          const news = {
            unread,
            ...(fresh && { fresh }),
            ...(seen.length === 1 && { conversation: seen[0] }),
          };
          send(eventText('news', news, mark));
        } catch {
          // The database is away: the next tiding, or the next look, finds it again.
        }
      };
      const hear = (tiding: Tiding) => {
        if (watcher && !mayConcern(watcher, tiding)) return;
        if (tiding.about === 'conversation' && changed.size < MOST_ASKED) changed.add(tiding.id);
        timer ??= setTimeout(() => void look(), GATHER_MS + Math.random() * SPREAD_MS[tiding.about]);
      };
      const deaf = hearChanges(hear);
      const stream: Stream = {
        sid,
        end: (why) => finish(why),
        beat: (now) => {
          if (now >= lookAt && !timer) void look();
          else if (now >= commentAt) send(': here\n\n');
        },
      };
      finish = (why) => {
        if (!open) return;
        if (why === 'over') send(eventText('over', {}));
        open = false;
        clearTimeout(timer);
        deaf();
        hall.streams.delete(stream);
        try {
          controller.close();
        } catch {
          // The reader has gone already.
        }
      };
      hall.streams.add(stream);
      keepTime();
      send('retry: 3000\n\n');
      void look();
    },
    cancel: () => finish(),
  });
}
