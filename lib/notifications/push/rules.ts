/** The push services of the browsers there are. Nothing is sent to any other host: an address comes from a browser, and a
 *  browser can be told to name any. */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /^([a-z0-9-]+\.)?push\.services\.mozilla\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
  /^([a-z0-9-]+\.)?push\.apple\.com$/,
];

/** @param own one more service that the environment names: of a test, on this machine */
export function isPushService(address: string, own?: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  if (own && url.origin === new URL(own).origin) return true;
  return (
    url.protocol === 'https:' && url.port === '' && SERVICES.some((service) => service.test(url.hostname))
  );
}

/** `home`: what is new stands with a parent's children. */
export type PushPortal = 'admin' | 'teacher' | 'parent' | 'home';

/** All that leaves the house: in which language the device says that something is new, and which page it opens
 *  (public/push-worker.js knows the same pages). */
export const pushPayload = (language: string, portal: PushPortal): string =>
  JSON.stringify({ language, to: portal === 'home' ? '/parent' : `/${portal}/notifications` });

/** How often a service that asked to wait is tried again. */
export const MOST_TRIES = 3;
export const PAUSE_MS = 60_000;
