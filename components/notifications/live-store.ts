'use client';

/** What the stream last told; nothing before it told anything. */
export interface Told {
  unread: number;
  /** The conversation that changed, if it was one. */
  conversation?: string;
  /** Nothing changed: only the figure, as a stream tells it when it opens. */
  fresh?: boolean;
  /** Counts what was told, so that the same news twice is news twice. */
  turn: number;
}

let told: Told | undefined;
const hearers = new Set<(told: Told) => void>();

export function tell(news: Omit<Told, 'turn'>): void {
  told = { ...news, turn: (told?.turn ?? 0) + 1 };
  for (const hear of hearers) hear(told);
}

export function listen(hear: (told: Told) => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

export const lastTold = (): Told | undefined => told;
