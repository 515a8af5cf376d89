import { expect, type Page, test } from '@playwright/test';
import { openPages, pagesOf } from './pages';
import { nobody, type Person, signedIn } from './people';

/** Opens each page, waits until it rests, and returns what it asked of any other host. */
async function foreignRequests(page: Page, addresses: string[], baseURL: string): Promise<string[]> {
  const own = new URL(baseURL).host;
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && host !== own) foreign.push(request.url());
  });
  for (const address of addresses) {
    const answer = await page.goto(address, { waitUntil: 'load' });
    const headers = answer!.headers();
    for (const power of ['camera=()', 'microphone=()', 'geolocation=()'])
      expect(headers['permissions-policy'], address).toContain(power);
    expect(headers['content-security-policy'], address).toContain("default-src 'self'");
    if (/^\/(admin|teacher|parent)/.test(address))
      expect(headers['cache-control'], address).toContain('no-store');
  }
  return foreign;
}
const cookieNames = async (page: Page) => (await page.context().cookies()).map(({ name }) => name).sort();

test.describe('signed out', () => {
  test.use({ storageState: nobody });

  test('P13, P16, P17: no foreign request, no device power, no cookie before one is needed', async ({
    page,
    baseURL,
  }) => {
    // A letter's link is handed over at once, and kept while it is worked with.
    const [links, others] = [true, false].map((wanted) =>
      openPages.filter((address) => address.includes('#') === wanted),
    );
    expect(await foreignRequests(page, others!, baseURL!)).toEqual([]);
    expect(await cookieNames(page)).toEqual([]);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'اردو' }).click();
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    expect(await cookieNames(page)).toEqual(['locale']);
    expect(await foreignRequests(page, links!, baseURL!)).toEqual([]);
  });
});

for (const who of ['office', 'ustadh', 'parent'] satisfies Person[]) {
  test.describe(who, () => {
    test.use(signedIn(who));

    test('P13, P16, P17: no foreign request, nothing kept by the browser, two cookies for signing in', async ({
      page,
      baseURL,
    }) => {
      test.setTimeout(120_000);
      expect(await foreignRequests(page, await pagesOf(who, page), baseURL!)).toEqual([]);
      expect(await cookieNames(page)).toEqual(['hifzpro-known', 'hifzpro-session']);
      for (const cookie of await page.context().cookies())
        expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
      expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    });
  });
}

test.describe('appearance', () => {
  test.use(signedIn('parent'));

  test('P17: theme and digits are the only further cookies, set when chosen', async ({ page }) => {
    await page.goto('/parent');
    await page.getByLabel('My account').click();
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await cookieNames(page)).toEqual(['hifzpro-known', 'hifzpro-session', 'theme']);
  });
});
