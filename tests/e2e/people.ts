import fs from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

/** The people of prisma/seed/demo.ts: e-mail and the demonstration's password, or a number and a code. */
export const people = {
  office: 'admin@noor.example',
  ustadh: 'ustadh@noor.example',
  examiner: 'examiner@noor.example',
  parent: '+923001110001',
  farOffice: 'admin@falah.example',
  farUstadh: 'ustadh@falah.example',
  farParent: '+923002220001',
  emptyOffice: 'admin@huda.example',
  support: 'support@hifzpro.example',
} as const;
export type Person = keyof typeof people;

export const password = 'hifzpro-demo-2026';
export const homes = {
  office: '/admin',
  ustadh: '/teacher/today',
  examiner: '/teacher/jaiza',
  parent: '/parent',
  support: '/support',
};
export const homeOf = (who: Person) =>
  who === 'support' || who === 'examiner'
    ? homes[who]
    : who.toLowerCase().endsWith('office')
      ? homes.office
      : who.toLowerCase().endsWith('ustadh')
        ? homes.ustadh
        : homes.parent;

/** Of a browser that nobody signed in with; said, because a new context inherits the file's own state. */
export const nobody = { cookies: [], origins: [] };

const states = path.join(import.meta.dirname, '../.output/sessions');

/** Types e-mail and password on the sign-in page. */
export async function signInByPassword(page: Page, email: string, secret = password): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const isSecond = (page: Page) => page.getByRole('heading', { level: 1, name: 'The second key' });

/** Types the code of an office's authenticator, read where the demonstration shows it. A code is taken once: after a
 *  refusal the next one is typed. */
export async function proveFactor(page: Page, email: string): Promise<void> {
  await expect(isSecond(page)).toBeVisible();
  const shown = await page.context().newPage();
  await expect(async () => {
    await shown.goto('/demo/authenticator');
    const sheet = await shown.getByRole('region', { name: email }).textContent();
    for (const code of sheet!.match(/\d{6}/g)!.slice(0, 2)) {
      await page.goto('/sign-in/second-factor');
      await page.getByLabel('Code of six digits').fill(code);
      await page.getByRole('button', { name: 'Go on' }).click();
      const refused = page.getByText(/This code (was used already|does not fit)/);
      const passed = page.waitForURL((url) => !url.pathname.startsWith('/sign-in')).then(() => true);
      if (await Promise.race([passed, refused.waitFor().then(() => false)])) return;
    }
    throw new Error('both codes were taken; the next comes within half a minute');
  }).toPass({ timeout: 60_000, intervals: [10_000] });
  await shown.close();
}

/** What an authenticator shows for this key. */
export const codeOfKey = (key: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + ahead * 30_000,
  });

/** Goes through the set-up that stands before an office's first page. @returns the key and the ten recovery codes */
export async function setUpFactor(page: Page): Promise<{ key: string; codes: string[] }> {
  await expect(page.getByRole('heading', { name: 'A second key for your account' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const key = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent())!;
  await page.getByLabel('Code of six digits').fill(codeOfKey(key));
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await page.getByRole('button', { name: 'Show my ten codes' }).click();
  const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(list).toHaveCount(10);
  const codes = await list.allTextContents();
  await page.getByRole('link', { name: 'I have kept them: go on' }).click();
  return { key, codes };
}

/** Asks for a code and reads it where the demonstration's phones receive. */
export async function signInByCode(page: Page, phone: string): Promise<void> {
  await page.goto('/sign-in/code');
  await page.getByLabel('Phone number').fill(phone);
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByRole('heading', { name: 'Your code' })).toBeVisible();
  const demoPhone = await page.context().newPage();
  const newest = demoPhone.getByRole('listitem').filter({ hasText: 'is your HifzPro code' }).first();
  // It is sent once the answer has left.
  await expect(async () => {
    await demoPhone.goto(`/demo/phone?number=${encodeURIComponent(phone)}`);
    await expect(newest).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  const code = /\d{6}/.exec((await newest.textContent())!)![0];
  await demoPhone.close();
  await page.getByLabel('Code of six digits').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Each person signs in once for the whole suite, so that it stays under the limits it does not mean to test. */
export async function stateOf(browser: Browser, who: Person, baseURL: string): Promise<string> {
  const file = path.join(states, `${who}.json`);
  const home = homeOf(who);
  const options = { baseURL, locale: 'en-GB', timezoneId: 'Asia/Karachi' };
  if (fs.existsSync(file)) {
    const known = await browser.newContext({ ...options, storageState: file });
    const answer = await known.request.get(home, { maxRedirects: 0 });
    await known.close();
    if (answer.status() === 200) return file;
  }
  const context = await browser.newContext({ ...options, storageState: nobody });
  const page = await context.newPage();
  if (people[who].startsWith('+')) await signInByCode(page, people[who]);
  else await signInByPassword(page, people[who]);
  // Darul Huda's office has no second key until its first sign-in; another run may have set it up.
  if (home === homes.office || home === homes.support) {
    await page.waitForURL(/second-factor|set-up/);
    if (page.url().includes('set-up')) await setUpFactor(page);
    else await proveFactor(page, people[who]);
  }
  await expect(page).toHaveURL(home);
  await context.storageState({ path: file });
  await context.close();
  return file;
}

interface Given {
  browser: Browser;
  baseURL: string | undefined;
}

/** For `test.use`: a page of this file is signed in as this person. */
export function signedIn(who: Person) {
  return {
    storageState: async ({ browser, baseURL }: Given, use: (state: string) => Promise<void>) =>
      use(await stateOf(browser, who, baseURL!)),
  };
}

/** A second person beside the one of the file; the caller closes the context. */
export async function contextOf(browser: Browser, who: Person, baseURL: string): Promise<BrowserContext> {
  return browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Asia/Karachi',
    storageState: await stateOf(browser, who, baseURL),
  });
}

/** The cookie by which a browser chose its language, as the language switch writes it. */
export async function speak(
  context: BrowserContext,
  locale: 'en' | 'ur' | 'ar',
  baseURL: string,
): Promise<void> {
  await context.addCookies([{ name: 'locale', value: locale, url: baseURL }]);
}
