import 'server-only';
import fs from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { env } from '@/lib/core/env';
import { AppError } from '@/lib/core/errors';

// A real browser engine, because Nastaliq is shaped by nothing less. It is given text and gives back bytes: no script
// runs in it, nothing is fetched, it knows no session and no address of ours.
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/** A print takes about a second; whatever takes this long hangs. */
const LONGEST = 30_000;
const IDLE = 60_000;
const PRINTS_A_BROWSER = 40;
const AT_ONCE = 2;

type Running = { browser: Browser; prints: number };
let running: Promise<Running> | undefined;
let idle: NodeJS.Timeout | undefined;
let busy = 0;
const waiting: (() => void)[] = [];

const executable = () =>
  [env().CHROMIUM_PATH, ...PLACES].find((place) => place !== undefined && fs.existsSync(place));

/** A page, whole in itself (see `selfContained`), as an A4 PDF. Throws UPSTREAM when there is no browser or it hangs. */
export async function printPdf(html: string): Promise<Buffer> {
  await turn();
  try {
    return await print(html);
  } finally {
    busy -= 1;
    waiting.shift()?.();
    if (busy === 0) rest();
  }
}

/** Few pages at once: each needs a hundred megabytes. */
async function turn(): Promise<void> {
  if (busy >= AT_ONCE) await new Promise<void>((next) => waiting.push(next));
  busy += 1;
  clearTimeout(idle);
}

function rest(): void {
  clearTimeout(idle);
  idle = setTimeout(() => void stop(), IDLE);
  idle.unref();
}

async function start(): Promise<Running> {
  const executablePath = executable();
  if (!executablePath) throw new AppError('UPSTREAM', 'noPrinter');
  const browser = await chromium.launch({
    executablePath,
    timeout: LONGEST,
    // Chromium refuses its sandbox to root, as which containers often run.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });
  return { browser, prints: 0 };
}

async function engine(): Promise<Running> {
  const one = await running?.catch(() => undefined);
  if (one?.browser.isConnected() && one.prints < PRINTS_A_BROWSER) return one;
  if (one && busy <= 1) await one.browser.close().catch(() => undefined);
  running = start();
  return running;
}

async function stop(): Promise<void> {
  const one = await running?.catch(() => undefined);
  running = undefined;
  await one?.browser.close().catch(() => undefined);
}

async function print(html: string): Promise<Buffer> {
  let late: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new AppError('UPSTREAM', 'noPrinter')), LONGEST);
  });
  try {
    return await Promise.race([draw(html), tooLong]);
  } catch (error) {
    // Whatever it hangs in goes with it; the next print starts another.
    await stop();
    if (error instanceof AppError) throw error;
    throw new AppError('UPSTREAM', 'noPrinter');
  } finally {
    clearTimeout(late);
  }
}

async function draw(html: string): Promise<Buffer> {
  const one = await engine();
  one.prints += 1;
  const context = await one.browser.newContext({ javaScriptEnabled: false, offline: true });
  try {
    await context.route('**/*', (route) => route.abort());
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: 'load', timeout: LONGEST });
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, format: 'A4' });
  } finally {
    await context.close().catch(() => undefined);
  }
}
