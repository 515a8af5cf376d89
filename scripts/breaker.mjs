// @ts-check
// The breaker before Next's handler: while the database is away, nobody waits for it. A page of Next can only answer
// 500; what happens to be rendering when the database goes becomes 503 here too.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import pg from 'pg';

/** Requests that met an overloaded or absent database, told by lib/core/db/away.ts, by the number given below. */
const metNobody = /** @type {Set<string>} */ (new Set());
Reflect.set(globalThis, Symbol.for('hifzpro.away'), metNobody);

export const RETRY_AFTER = 5;
const BEAT_MS = 700;
const PATIENCE_MS = 1500;
const AGAIN_MS = 400;

/**
 * Watches the database over one connection of its own: a server that dies closes it, so the news costs no request
 * anything; one that hangs misses a beat.
 * @param {string} url
 * @returns {{ state: 'here' | 'gone' | 'hangs', onHang: () => void, stop: () => void }}
 */
export function watch(url) {
  const breaker = {
    state: /** @type {'here' | 'gone' | 'hangs'} */ ('gone'),
    /** Called when a beat was missed: whoever waits now would wait for long. */
    onHang: () => undefined,
    stop,
  };
  let /** @type {pg.Client | undefined} */ client;
  let /** @type {NodeJS.Timeout | undefined} */ timer;
  let stopped = false;
  void connect();
  return breaker;

  async function connect() {
    const own = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE_MS,
      application_name: 'hifzpro breaker',
    });
    client = own;
    const lost = () => client === own && fail('gone');
    own.on('error', lost);
    own.on('end', lost);
    try {
      await own.connect();
      await beat(own);
    } catch (error) {
      if (client === own) fail(/timeout/i.test(String(error)) ? 'hangs' : 'gone');
    }
  }

  /** @param {pg.Client} own */
  async function beat(own) {
    let /** @type {NodeJS.Timeout | undefined} */ late;
    const silence = new Promise((_, reject) => {
      const wait = (/** @type {number} */ ms) => {
        const due = performance.now() + ms;
        // When this process itself was too busy to listen, the answer may lie there unread.
        late = setTimeout(
          () =>
            performance.now() > due + 150 ? wait(500) : setImmediate(() => reject(new Error('timeout'))),
          ms,
        );
      };
      wait(PATIENCE_MS);
    });
    try {
      await Promise.race([own.query('SELECT 1'), silence]);
      if (client !== own || stopped) return;
      breaker.state = 'here';
      timer = setTimeout(() => beat(own).catch(() => client === own && fail('hangs')), BEAT_MS);
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {'gone' | 'hangs'} state */
  function fail(state) {
    breaker.state = state;
    if (state === 'hangs') breaker.onHang();
    const old = client;
    client = undefined;
    // A connection to a server that hangs would say goodbye for ever.
    Reflect.get(old ?? {}, 'connection')?.stream?.destroy();
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void connect(), AGAIN_MS);
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    const old = client;
    client = undefined;
    old?.end().catch(() => undefined);
  }
}

const messages = path.resolve(import.meta.dirname, '../lib/core/i18n/messages');
/** @type {Record<string, Record<string, string>>} */
const words = Object.fromEntries(
  ['en', 'ur', 'ar'].map((l) => [
    l,
    JSON.parse(fs.readFileSync(path.join(messages, l, 'away.json'), 'utf8')),
  ]),
);

/** @param {http.IncomingMessage} request */
function languageOf({ headers }) {
  const chosen = /(?:^|;\s*)(?:__Host-)?locale=(en|ur|ar)\b/.exec(headers.cookie ?? '')?.[1];
  const wished = (headers['accept-language'] ?? '').toLowerCase().match(/\b(?:en|ur|ar)\b/)?.[0];
  return chosen ?? wished ?? 'en';
}

/** @param {string} language */
const pageIn = (language) => {
  const { title, body, again } = /** @type {Record<string, string>} */ (words[language]);
  const direction = language === 'en' ? 'ltr' : 'rtl';
  return `<!DOCTYPE html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · HifzPro</title><style>
:root{color-scheme:light dark}body{margin:0;background:#f7f2e6;color:#1a2722;font:1rem/1.7 system-ui,"Segoe UI","Noto Naskh Arabic","Noto Nastaliq Urdu",serif}
main{box-sizing:border-box;min-height:100vh;max-width:28rem;margin:auto;padding:3rem 1.25rem;display:grid;align-content:center;justify-items:start;gap:1rem}
h1{margin:0;font-size:1.75rem;line-height:1.4}p{margin:0}hr{width:100%;border:0;border-block:1px solid #b98a2c;height:2px}
a{display:inline-flex;align-items:center;min-height:44px;padding-inline:1.25rem;border-radius:.5rem;background:#0e5c48;color:#fffdf7;text-decoration:none;font-weight:600}
a:focus-visible{outline:3px solid #0b6b9c;outline-offset:2px}html[lang=ur] body{line-height:2.2}
@media(prefers-color-scheme:dark){body{background:#10201b;color:#ece6d6}a{background:#7fc8ac;color:#0a231b}}</style></head><body><main><hr><h1>${title}</h1><p>${body}</p><a href="">${again}</a></main></body></html>`;
};
const pages = new Map(Object.keys(words).map((language) => [language, Buffer.from(pageIn(language))]));
const json = Buffer.from(JSON.stringify({ ok: false, code: 'UPSTREAM', message: 'databaseAway' }));

/** What somebody gets who comes while the database is away: JSON for programs, a page in their language for people.
 *  @param {http.IncomingMessage} request */
function apology(request) {
  const program =
    /^\/api\//.test(request.url ?? '') || request.headers.accept?.startsWith('application/json');
  return {
    body: program ? json : (pages.get(languageOf(request)) ?? json),
    headers: {
      'Content-Type': program ? 'application/json' : 'text/html; charset=utf-8',
      'Retry-After': String(RETRY_AFTER),
      'Cache-Control': 'no-store',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
    },
  };
}

/** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
export function answerAway(request, response) {
  const { body, headers } = apology(request);
  // What is still coming in is not waited for.
  request.resume();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.writeHead(503, { ...headers, 'Content-Length': String(body.length), Connection: 'close' });
  response.end(request.method === 'HEAD' ? undefined : body);
  // What Next goes on to say belongs to nobody.
  silence(response);
}

/** @param {http.ServerResponse} response */
function silence(response) {
  response.write = () => true;
  response.end = () => response;
  response.writeHead = () => response;
  response.setHeader = () => response;
  response.appendHeader = () => response;
  response.removeHeader = () => undefined;
}

/** What needs no database goes through at any time: files, and the two questions about health. */
const needsNothing = /^\/(?:_next\/static\/|fonts\/|icon\.svg|api\/health$|api\/ready$)/;

/**
 * @param {{ state: string, onHang: () => void }} breaker
 * @param {{ leaving: boolean }} house
 * @param {(request: http.IncomingMessage, response: http.ServerResponse) => Promise<unknown>} handle
 */
export function serverBehind(breaker, house, handle) {
  /** Turns Next's 500 into 503 when the database was the reason; looked for before the first byte goes out. */
  class Response extends http.ServerResponse {
    #swapped() {
      if (this.headersSent || this.statusCode !== 500) return false;
      const met = metNobody.delete(/** @type {string} */ (this.req.headers[NUMBER]));
      if (!met && breaker.state === 'here') return false;
      answerAway(this.req, this);
      return true;
    }
    /** @param {number} status @param {any[]} rest */
    // @ts-expect-error the overloads of Node
    writeHead(status, ...rest) {
      this.statusCode = status;
      if (this.#swapped()) return this;
      if (house.leaving) this.setHeader('Connection', 'close');
      return super.writeHead(status, .../** @type {[any]} */ (rest));
    }
    flushHeaders() {
      if (!this.#swapped()) super.flushHeaders();
    }
    /** @param {any[]} args */
    write(...args) {
      return this.#swapped() || super.write(.../** @type {[any]} */ (args));
    }
    /** @param {any[]} args */
    end(...args) {
      return this.#swapped() ? this : super.end(.../** @type {[any]} */ (args));
    }
  }
  let number = 0;
  const waiting = new Set(/** @type {http.ServerResponse[]} */ ([]));
  breaker.onHang = () => {
    for (const response of waiting)
      if (!response.headersSent && !needsNothing.test(response.req.url ?? ''))
        answerAway(response.req, response);
  };
  return http.createServer({ ServerResponse: Response }, (request, response) => {
    // A database that refuses lets actions through: the form itself says so, and keeps what was typed.
    const typed = request.headers['next-action'] !== undefined && breaker.state === 'gone';
    if (breaker.state !== 'here' && !typed && !needsNothing.test(request.url ?? ''))
      return answerAway(request, response);
    if (metNobody.size > 1000) metNobody.clear();
    number = (number + 1) % 1e9;
    request.headers[NUMBER] = String(number);
    waiting.add(response);
    handle(request, response)
      .catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      })
      .finally(() => waiting.delete(response));
  });
}

/** The header that tells a request's number to the application; whatever a client sends there is overwritten. */
export const NUMBER = 'x-hifzpro-request';

/**
 * What programs hear while Next is still loading: alive, not ready, and when to come again.
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
export function answerLoading(request, response) {
  const health = request.url === '/api/health';
  response.writeHead(health ? 200 : 503, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    ...(!health && { 'Retry-After': String(RETRY_AFTER) }),
  });
  response.end(JSON.stringify({ ok: health }));
}
