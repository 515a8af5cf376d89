import 'server-only';
import { secondsOf } from '../retry-after';
import { MessagingError } from './port';

export type Answer = { status: number; body: unknown; retryAfter: number | undefined };
export type Call = {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
  /** ms until the answer is given up. */
  patience: number;
};

/** Nothing of the request can have arrived: no connection came about. */
const never =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

const codeOf = (error: unknown) => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? code ?? '');
};

/**
 * One call of a provider, which follows no redirect: credentials go nowhere else.
 * @throws MessagingError AWAY when the provider surely has not got it, UNCERTAIN when it may have
 */
export async function callProvider({ url, patience, ...init }: Call): Promise<Answer> {
  const asking = init.method === 'GET';
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) });
    text = await response.text();
  } catch (error) {
    throw new MessagingError(asking || never.test(codeOf(error)) ? 'AWAY' : 'UNCERTAIN');
  }
  const retryAfter = secondsOf(response.headers.get('retry-after'));
  try {
    return { status: response.status, body: JSON.parse(text), retryAfter };
  } catch {
    // A proxy in front of the provider answers in its own words; whether the request had passed is open after a 5xx.
    if (response.status === 429) throw new MessagingError('SLOW_DOWN', { retryAfter });
    const refused = response.status >= 400 && response.status < 500;
    throw new MessagingError(asking || refused || response.status === 503 ? 'AWAY' : 'UNCERTAIN', {
      retryAfter,
    });
  }
}
