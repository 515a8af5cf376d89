import type { ReactNode } from 'react';

const RANGE = /[\d:\u0660-\u0669\u06f0-\u06f9]+–[\d:\u0660-\u0669\u06f0-\u06f9]+/g;

/** Words in which «12–15» stands: a line may end before the range, never after its dash. */
export function Ranges({ text }: { text: string }): ReactNode {
  if (!text.includes('–')) return text;
  const parts: ReactNode[] = [];
  let done = 0;
  for (const { 0: range, index } of text.matchAll(RANGE)) {
    parts.push(
      text.slice(done, index),
      <span key={index} className="whitespace-nowrap">
        {range}
      </span>,
    );
    done = index + range.length;
  }
  return [...parts, text.slice(done)];
}
