'use client';
import { useEffect, useState, useTransition } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import type { FormAction } from '@/lib/core/form-state';

interface Props {
  serverKey: string;
  language: string;
  words: Record<string, string>;
  join: FormAction;
  leave: FormAction;
}

const WORKER = '/push-worker.js';
const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const bytesOf = (key: string) =>
  Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** Joins this browser to those that are told, or takes it away. */
export function PushSwitch({ serverKey, language, words, join, leave }: Props) {
  const [state, set] = useState<'asking' | 'unable' | 'denied' | 'off' | 'is' | 'failed'>('asking');
  const [busy, begin] = useTransition();
  useEffect(() => {
    const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
    if (!able) return set('unable');
    navigator.serviceWorker
      .getRegistration(WORKER)
      .then((worker) => worker?.pushManager.getSubscription())
      .then((known) => set(known ? 'is' : Notification.permission === 'denied' ? 'denied' : 'off'))
      .catch(() => set('unable'));
  }, []);

  async function tellHere(): Promise<void> {
    if ((await Notification.requestPermission()) !== 'granted') return set('denied');
    const worker = await navigator.serviceWorker.register(WORKER);
    await navigator.serviceWorker.ready;
    const made = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(serverKey),
    });
    const { endpoint = '', keys = {} } = made.toJSON();
    const answer = await join(
      null,
      formOf({ endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '', language }),
    );
    if (answer?.ok) return set('is');
    await made.unsubscribe();
    set('failed');
  }
  async function stopHere(): Promise<void> {
    const worker = await navigator.serviceWorker.getRegistration(WORKER);
    const known = await worker?.pushManager.getSubscription();
    if (known) {
      await leave(null, formOf({ endpoint: known.endpoint }));
      await known.unsubscribe();
    }
    set('off');
  }
  const act = (work: () => Promise<void>) => begin(() => work().catch(() => set('failed')));

  if (state === 'asking') return null;
  if (state === 'unable' || state === 'denied')
    return <p className="text-small text-ink-2">{words[state]}</p>;
  return (
    <div className="grid justify-items-start gap-3" aria-live="polite">
      {state === 'is' && <p>{words.is}</p>}
      {state === 'failed' && <p className="text-small text-clay">{words.failed}</p>}
      <button
        type="button"
        aria-busy={busy || undefined}
        onClick={() => !busy && act(state === 'is' ? stopHere : tellHere)}
        className={buttonClass({ variant: state === 'is' ? 'secondary' : 'primary' })}
      >
        {state === 'is' ? words.off : words.on}
      </button>
    </div>
  );
}
