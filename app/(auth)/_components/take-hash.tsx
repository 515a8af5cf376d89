'use client';
import { useEffect, useRef } from 'react';

/** Puts what stands behind the address's # into the form around it and sends it, and takes it out of the address. */
export function TakeHash() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const take = () => {
      const form = here.current?.closest('form');
      const field = form?.elements.namedItem('token');
      const hash = window.location.hash.slice(1);
      if (!hash || !form || !(field instanceof HTMLInputElement)) return;
      window.history.replaceState(null, '', window.location.pathname + window.location.search);
      field.value = hash;
      form.requestSubmit();
    };
    take();
    // A second letter's link in the same tab changes nothing but the hash.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return <span ref={here} hidden />;
}
