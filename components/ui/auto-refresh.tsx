'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

/**
 * Asks for the page anew while work is under way, a pause after each answer: a slow server is never asked twice at once.
 * Without script the page carries a link that does the same.
 */
export function AutoRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [isAsking, ask] = useTransition();
  useEffect(() => {
    if (isAsking) return;
    const timer = setTimeout(() => ask(() => router.refresh()), seconds * 1000);
    return () => clearTimeout(timer);
  }, [router, seconds, isAsking]);
  return null;
}
