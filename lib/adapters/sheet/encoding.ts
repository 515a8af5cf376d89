import iconv from 'iconv-lite';
import type { Encoding, EncodingSample } from './port';

export type Decoded =
  | { ok: true; text: string; encoding: Encoding }
  | { ok: false; candidates: EncodingSample[] }
  | { ok: false; candidates: null };

const CANDIDATES = ['windows-1256', 'windows-1252'] as const;
const SAMPLE_LINES = 3;
const SAMPLE_WIDTH = 120;
// 4 kB tell UTF-16 from bytes that are no text; a photograph has its zeros in even and odd places alike.
const PROBE = 4096;

function bomOf(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function utf16By(bytes: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  const end = Math.min(bytes.length, PROBE);
  for (let i = 0; i < end; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  if (odd > 0 && even * 20 < odd) return 'utf-16le';
  if (even > 0 && odd * 20 < even) return 'utf-16be';
  return null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Node 20 decodes windows-1252 wrongly (0x80–0x9F become control characters), hence iconv-lite for all but UTF-8. */
export function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  return iconv.decode(Buffer.from(bytes), encoding, { stripBOM: true });
}

function samplesOf(bytes: Uint8Array, encoding: Encoding): string[] {
  return decodeAs(bytes, encoding)
    .split(/\r\n|\n|\r/)
    .filter((line) => /[^\p{ASCII}]/u.test(line))
    .slice(0, SAMPLE_LINES)
    .map((line) => line.slice(0, SAMPLE_WIDTH));
}

/**
 * Bytes to text: byte order mark, then strict UTF-8, then zero bytes as UTF-16, then a question with samples.
 * Guessers are not asked: they take Urdu in windows-1256 for windows-1252. `candidates: null` = not text at all.
 */
export function decode(bytes: Uint8Array): Decoded {
  const marked = bomOf(bytes);
  if (marked) return { ok: true, text: decodeAs(bytes, marked), encoding: marked };
  const hasZero = bytes.subarray(0, PROBE).includes(0);
  const utf8 = hasZero ? null : strictUtf8(bytes);
  if (utf8 !== null) return { ok: true, text: utf8, encoding: 'utf-8' };
  if (hasZero) {
    const encoding = bytes.length % 2 === 0 ? utf16By(bytes) : null;
    if (!encoding) return { ok: false, candidates: null };
    return { ok: true, text: decodeAs(bytes, encoding), encoding };
  }
  return {
    ok: false,
    candidates: CANDIDATES.map((encoding) => ({ encoding, samples: samplesOf(bytes, encoding) })),
  };
}
