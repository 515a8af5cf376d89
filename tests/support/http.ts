import fs from 'node:fs';
import path from 'node:path';
import { encode } from 'next-auth/jwt';
import { portalOf, type Role } from '@/lib/core/auth/roles';
import { cookieName, sessionSeconds } from '@/lib/core/auth/token';
import { root } from '@/scripts/environment';
import type { Place } from './rows';

/** The server under attack (vite keeps BASE_URL for itself): `SERVER_URL`, with the database logins and NEXTAUTH_SECRET of that server in the environment. */
export const baseUrl = () => {
  const url = process.env.SERVER_URL;
  if (!url) throw new Error('SERVER_URL is not set: the http project needs a running server');
  return new URL(url).origin;
};

/** The cookie that sign-in writes, for a session that is live; `role` is only the hint that the middleware reads. */
export async function cookieOf(sid: string, role: Role | null): Promise<string> {
  const value = await encode({
    token: { sid, role },
    secret: process.env.NEXTAUTH_SECRET!,
    maxAge: sessionSeconds,
  });
  return `${cookieName()}=${value}`;
}

export type Answer = { status: number; body: string; headers: Headers; location: string };
type Options = { cookie?: string; headers?: Record<string, string> };

/** A stream that never ends is read for as long as its first events take. */
const STREAM_MS = 1500;

async function bodyOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
  const [reader, decoder] = [answer.body!.getReader(), new TextDecoder()];
  const timer = setTimeout(() => void reader.cancel(), STREAM_MS);
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read())
    text += decoder.decode(part.value);
  clearTimeout(timer);
  return text;
}

/** As a browser does: a connection that was kept and fell before a byte of the answer is no answer; once more, on a new one. */
async function fetchAnswer(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? {};
    if (code !== 'UND_ERR_SOCKET' && code !== 'ECONNRESET') throw error;
    return fetch(address, init);
  }
}

async function send(address: string, init: RequestInit, { cookie, headers }: Options): Promise<Answer> {
  const answer = await fetchAnswer(baseUrl() + address, {
    ...init,
    redirect: 'manual',
    // A development server compiles at the first visit.
    signal: AbortSignal.timeout(60_000),
    headers: { ...(cookie ? { cookie } : {}), ...headers },
  });
  return {
    status: answer.status,
    body: await bodyOf(answer),
    headers: answer.headers,
    location: answer.headers.get('location') ?? '',
  };
}

export const get = (address: string, options: Options = {}) => send(address, { method: 'GET' }, options);
export const request = (method: string, address: string, body: BodyInit | null, options: Options = {}) =>
  send(address, { method, body }, options);
/** A post from our own pages; `headers` may say otherwise. */
export const postJson = (address: string, body: unknown, { cookie, headers }: Options = {}) =>
  request('POST', address, typeof body === 'string' ? body : JSON.stringify(body), {
    ...(cookie ? { cookie } : {}),
    headers: { origin: baseUrl(), 'content-type': 'application/json', ...headers },
  });

export type Door = {
  file: string;
  pattern: string;
  params: string[];
  portal: string | undefined;
  kind: 'page' | 'route';
};

/** Every page and route of the file tree: a new one is attacked without being listed anywhere. */
export function doors(): Door[] {
  return fs
    .readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file) && !file.startsWith('gallery'))
    .sort()
    .map((file) => {
      const segments = file
        .split('/')
        .slice(0, -1)
        .filter((s) => !/^\(.*\)$/.test(s));
      const pattern = `/${segments.join('/')}`;
      return {
        file: `app/${file}`,
        pattern,
        params: segments.flatMap((s) => s.match(/^\[(?:\.\.\.)?(\w+)\]$/)?.slice(1) ?? []),

        portal: portalOf(pattern),
        kind: file.endsWith('route.ts') ? 'route' : 'page',
      };
    });
}

/** Which row of a place a segment names. A new kind of segment must be told here. */
const segmentRows: Record<string, keyof Place> = {
  studentId: 'student',
  halqaId: 'halqa',
  campusId: 'campus',
  staffId: 'staff',
  guardianId: 'guardian',
  importId: 'import',
  guardianshipId: 'guardianship',
  grantId: 'grant',
  membershipId: 'membership',
  testId: 'test',
  conversationId: 'conversation',
  noticeId: 'notice',
};

/** Segments that name no row: a fixed value, whoever asks. */
const plainSegments: Record<string, string> = {
  language: 'ur',
  page: '1',
  kind: 'students',
  // HifzPro's own people name every institution; one that is none is nowhere.
  institutionId: '01890000-0000-7000-8000-00000000000f',
};
export const namesRow = (param: string) => !plainSegments[param];

/** The address of a door with the ids of `place`, or with what `changes` puts in their stead.
 *  @throws when a segment's name is unknown */
export function addressOf(
  { file, pattern, params }: Door,
  place: Place,
  changes?: (id: string) => string,
): string {
  return params.reduce((address, param) => {
    if (plainSegments[param]) return address.replace(`[${param}]`, plainSegments[param]);
    const key = segmentRows[param];
    if (!key) throw new Error(`${file}: say in tests/support/http.ts which row [${param}] names`);
    const id = place[key] as string;
    return address.replace(`[${param}]`, encodeURIComponent(changes ? changes(id) : id));
  }, pattern);
}

const script = /<script[^>]*>self\.__next_f\.push\(([\s\S]*?)\)<\/script>/g;

/** A body without what differs between any two answers: nonces, ids asked for, and what React streams behind the page
 *  (`streamed`): how much of it was ready when a page turned out to be none is a matter of moments. */
export function plain(body: string, ids: string[]): string {
  return ids
    .reduce((text, id) => text.replaceAll(id, 'ID').replaceAll(encodeURIComponent(id), 'ID'), body)
    .replace(/nonce(\\?["']?[=:]\\?["']?)[A-Za-z0-9+/=]+/g, 'nonce$1NONCE')
    .replace(/nonce-[A-Za-z0-9+/=]+/g, 'nonce-NONCE')
    .replace(script, '');
}

/** The pieces that React streams behind a page, whatever their order, their numbers and where a push was cut. */
export function streamed(body: string, ids: string[]): Set<string> {
  const text = [...body.matchAll(script)]
    .map(([, pushed]) => (JSON.parse(pushed!) as [number, string?])[1] ?? '')
    .join('');
  const pieces = plain(text, ids)
    .replace(/\$L?[0-9a-f]+\b/g, '$REF')
    .replace(/(^|\n)[0-9a-f]+:/g, '$1ROW:')
    .split(/[\n,[\]{}":]/);
  return new Set(pieces.map((piece) => piece.trim()).filter((piece) => piece.length > 0));
}

/** The hidden fields of the page's form whose markup holds `marker`, as a browser without script would send them. */
export function formFields(body: string, marker: string): Record<string, string> {
  const form = [...body.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)]
    .map((m) => m[0])
    .find((f) => f.includes(marker));
  if (!form) throw new Error(`no form with ${marker}`);
  const decoded = (text: string) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&#x27;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  return Object.fromEntries(
    [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].flatMap(([input]) => {
      const name = input.match(/\bname="([^"]*)"/)?.[1];
      return name ? [[decoded(name), decoded(input.match(/\bvalue="([^"]*)"/)?.[1] ?? '')]] : [];
    }),
  );
}
