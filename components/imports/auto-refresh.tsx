'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks for the page anew while work is under way; without script the page carries a link that does the same. */
export function AutoRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
