'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

interface Props {
  /** End of the visit, ISO. */
  until: string;
  /** What stands there before the first tick, and without script. */
  children: string;
  /** "{time} left" with the time as `{time}`. */
  left: string;
  over: string;
  /** Said once, five minutes before the end; the number of minutes is in it. */
  soon: string;
  /** Language and digits of the figures, e.g. `ur-PK-u-nu-arabext`. */
  tag: string;
}

const SOON_SECONDS = 5 * 60;

/** The clock of a support visit. It warns at five minutes; when it stands at nothing, the page is asked for anew. */
export function VisitClock({ until, children, left, over, soon, tag }: Props) {
  const router = useRouter();
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => {
    const end = new Date(until).getTime();
    const tick = () => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setSeconds(rest);
      if (rest > 0) return;
      clearInterval(timer);
      router.refresh();
    };
    const timer = setInterval(tick, 1000);
    tick();
    return () => clearInterval(timer);
  }, [until, router]);
  if (seconds === undefined) return <span className="tabular">{children}</span>;
  const figure = new Intl.NumberFormat(tag, { minimumIntegerDigits: 2, useGrouping: false });
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = (parts[0] ? parts : parts.slice(1)).map((part) => figure.format(part)).join(':');
  const [before = '', after = ''] = left.split('{time}');
  return (
    <>
      {/* Read aloud only when it matters: a running clock would never be silent. */}
      <span role="timer" aria-live="off" className="whitespace-nowrap tabular">
        {seconds > 0 ? (
          <>
            {before}
            <bdi>{shown}</bdi>
            {after}
          </>
        ) : (
          over
        )}
      </span>
      <span role="status" className="sr-only">
        {seconds > 0 && seconds <= SOON_SECONDS ? soon : ''}
      </span>
    </>
  );
}
