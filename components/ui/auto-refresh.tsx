'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';

interface Props {
  seconds: number;
  /** After so long it stops: a page left open must not keep its session alive for ever. */
  minutes?: number;
}

/**
 * Asks for the page anew while work is under way, a pause after each answer: a slow server is never asked twice at once.
 * Without script the page carries a link that does the same.
 */
export function AutoRefresh({ seconds, minutes = 480 }: Props) {
  const router = useRouter();
  const [isAsking, ask] = useTransition();
  const [since] = useState(() => Date.now());
  useEffect(() => {
    if (isAsking) return;
    const timer = setTimeout(() => {
      if (Date.now() - since < minutes * 60_000) ask(() => router.refresh());
    }, seconds * 1000);
    return () => clearTimeout(timer);
  }, [router, seconds, minutes, since, isAsking]);
  return null;
}
