'use client';
import { useEffect } from 'react';
import { type Told, tell } from './live-store';

const CHANNEL = 'hifzpro-live';
/** Where there is no stream (too many of them, a browser without locks) the tab asks so often. */
const POLL_MS = 60_000;

type News = Omit<Told, 'turn'>;

/**
 * Hears what is new, for all tabs of this browser over one stream: a tab that holds the lock keeps it open and tells the
 * others, so that six tabs do not use up the connections that a browser allows. When that tab closes, another takes over.
 */
export function LiveWatch({ address }: { address: string }) {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => tell(data as News);
    const hear = (text: string) => {
      const news = JSON.parse(text) as News;
      tell(news);
      channel.postMessage(news);
    };
    const leaving = new AbortController();
    const stream = () =>
      new Promise<void>((done) => {
        let source = open();
        let timer: ReturnType<typeof setTimeout> | undefined;
        function open(): EventSource {
          const fresh = new EventSource(address);
          fresh.addEventListener('news', (event) => hear((event as MessageEvent<string>).data));
          // The session is over: asking again would only be refused again.
          fresh.addEventListener('over', () => fresh.close());
          fresh.onerror = () => {
            // A connection that broke comes back by itself; a refusal does not.
            if (fresh.readyState === EventSource.CLOSED)
              timer = setTimeout(() => {
                source = open();
              }, POLL_MS);
          };
          return fresh;
        }
        leaving.signal.addEventListener('abort', () => {
          clearTimeout(timer);
          source.close();
          done();
        });
      });
    const locks = navigator.locks as LockManager | undefined;
    if (locks) locks.request(CHANNEL, { signal: leaving.signal }, stream).catch(() => undefined);
    else void stream();
    return () => {
      leaving.abort();
      channel.close();
    };
  }, [address]);
  return null;
}
