import type http from 'node:http';

export const RETRY_AFTER: number;
export const NUMBER: string;
export type Breaker = { state: string; onHang: () => void };
export function watch(url: string): Breaker & { stop: () => void };
export function answerAway(request: http.IncomingMessage, response: http.ServerResponse): void;
export function serverBehind(
  breaker: Breaker,
  house: { leaving: boolean },
  handle: (request: http.IncomingMessage, response: http.ServerResponse) => Promise<unknown>,
): http.Server;
export function answerLoading(request: http.IncomingMessage, response: http.ServerResponse): void;
