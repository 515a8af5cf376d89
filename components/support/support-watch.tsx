'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const LOOK_SECONDS = 20;

interface Props {
  /** How things stood when the frame was drawn. */
  mark: string;
  address: string;
}

/** The frame stays while pages change in it, so it asks whether HifzPro support came, went or asks, and is drawn anew
 *  when so. Only somebody at work asks: a screen left alone must not keep its session alive. */
export function SupportWatch({ mark, address }: Props) {
  const router = useRouter();
  useEffect(() => {
    let atWork = false;
    const note = () => {
      atWork = true;
    };
    const look = async () => {
      if (!atWork || document.hidden) return;
      atWork = false;
      const answer = await fetch(address, { cache: 'no-store' }).catch(() => undefined);
      if (!answer?.ok) return;
      const now = (await answer.json()) as { data?: { mark?: string } };
      if (now.data?.mark !== mark) router.refresh();
    };
    const signs = ['pointerdown', 'keydown', 'focus'] as const;
    for (const sign of signs) window.addEventListener(sign, note);
    const timer = setInterval(look, LOOK_SECONDS * 1000);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, note);
    };
  }, [router, mark, address]);
  return null;
}
