'use client';
import { type ReactNode, useEffect, useState } from 'react';

interface Props {
  children: ReactNode;
  actionLabel?: string;
  onAction?: () => void;
  onGone: () => void;
  seconds?: number;
}

/**
 * What has just been done, with the way back. Speaks as a status, waits while it is touched or focused, and is
 * never the only place where an error stands. Give it a `key` per message so that its time begins anew.
 */
export function Toast({ children, actionLabel, onAction, onGone, seconds = 8 }: Props) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onGone, seconds * 1000);
    return () => clearTimeout(timer);
  }, [held, onGone, seconds]);
  return (
    <div
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex min-h-13 animate-rise items-center gap-3.5 rounded-control bg-ink ps-4.5 pe-2 py-1 text-small text-paper shadow-float"
    >
      <span className="min-w-0 flex-1">{children}</span>
      {actionLabel && (
        <button
          type="button"
          onClick={onAction}
          className="min-h-tap px-3.5 font-semibold underline underline-offset-4"
        >
          {actionLabel}
        </button>
      )}
    </div>
  );
}
