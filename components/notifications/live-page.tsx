'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { listen } from './live-store';

/** The page is drawn anew when something of it changed: of one conversation, or anything at all. What is being typed stays. */
export function LivePage({ only }: { only?: string }) {
  const router = useRouter();
  useEffect(
    () =>
      listen(({ conversation, fresh }) => {
        if (fresh) return;
        if (!only || !conversation || conversation === only) router.refresh();
      }),
    [router, only],
  );
  return null;
}
