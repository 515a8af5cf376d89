'use client';
import { useEffect } from 'react';

const CHANNEL = 'hifzpro-session';

/** On a page that shows somebody's data: another tab of this browser signed out, so what stands here goes too. */
export function SignedOutWatch({ to }: { to: string }) {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => window.location.replace(to);
    return () => channel.close();
  }, [to]);
  return null;
}

/** On the page after signing out: tells the other tabs. */
export function SignedOutCall() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage('out');
    channel.close();
  }, []);
  return null;
}
