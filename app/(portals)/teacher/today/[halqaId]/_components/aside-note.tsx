import Link from 'next/link';
import { buttonClass } from '@/components/ui/button-class';
import type { Aside } from '@/lib/lessons/sweep/rules';
import type { Words } from './words';

/** What another session of the day has of a kind, and the way to correct it there. */
export function AsideNote({ words, aside }: { words: Words; aside: Aside }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-slate-soft px-3 py-2 text-small">
      <p className="min-w-0 flex-1">
        {aside.text}
        {aside.heard && (
          <>
            {' '}
            <bdi className="tabular">{aside.heard.label}</bdi>
          </>
        )}
      </p>
      {aside.heard && (
        <Link href={aside.heard.href} prefetch={false} className={buttonClass({})}>
          {words.say.correctThere}
        </Link>
      )}
    </div>
  );
}
