import fs from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { english } from './english';
import { noSidewaysScroll, openPages, pagesOf } from './pages';
import { nobody, type Person, signedIn, speak } from './people';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The width at which each language's colours are measured, the costly half of axe; all else at both. */
const coloursAt = { en: 1280, ur: 360 };
const widths = [1280, 360];
const locales = { en: 'English', ur: 'Urdu, which is all Urdu' } as const;
type Locale = keyof typeof locales;
const languages = Object.keys(locales) as Locale[];

/** The axe of the builder, which itself would send it twice for every look at a page. */
const ofBuilder = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const axe = fs.readFileSync(ofBuilder.resolve('axe-core/axe.min.js'), 'utf8');

/** Marks what axe need not look at: rows of the same markup as three before them in their list, but for words and
 *  addresses. What is odd in any way, an even row among odd ones too, is looked at. @returns how many were marked */
const markRepeated = (page: Page) =>
  page.evaluate(() => {
    const shapeOf = (element: Element): string => {
      const attributes = [...element.attributes].map(({ name, value }) =>
        /^(id|href|for|name|value|datetime|title|aria-(label|labelledby|describedby|controls))$/.test(name)
          ? `${name}${value.trim() ? '' : ' empty'}`
          : `${name}=${value}`,
      );
      const inside = [...element.childNodes].map((node) =>
        node instanceof Element ? shapeOf(node) : node.textContent?.trim() ? 'words' : '',
      );
      return `<${element.localName} ${attributes.join(' ')}>${inside.join('')}`;
    };
    let marked = 0;
    const seen = new Map<string, number>();
    const lists = [...document.querySelectorAll('tbody, ul, ol')].filter((list) => list.children.length > 6);
    for (const [n, list] of lists.entries())
      for (const [row, element] of [...list.children].entries()) {
        const shape = `${n} ${row % 2} ${shapeOf(element)}`;
        seen.set(shape, (seen.get(shape) ?? 0) + 1);
        // The last row has no neighbour below, and may be drawn otherwise.
        const looked = seen.get(shape)! <= 3 || element === list.lastElementChild;
        element.toggleAttribute('data-looked-at-before', !looked);
        if (!looked) marked += 1;
      }
    return marked;
  });

/** What axe finds serious or critical, in words that name the page and the element. */
async function faults(page: Page, where: string, colours = true): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const builder = new AxeBuilder({ page, axeSource: 'window.axe' });
  if ((await markRepeated(page)) > 0) builder.exclude('[data-looked-at-before]');
  const { violations } = await builder
    .options({
      resultTypes: ['violations'],
      runOnly: { type: 'tag', values: tags },
      rules: { 'color-contrast': { enabled: colours } },
    })
    // The product has no frames, so nothing is gathered from others.
    .setLegacyMode(true)
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id}: ${html.slice(0, 160)}`));
}

interface Inspection {
  addresses: string[];
  locale: Locale;
  baseURL: string;
  /** Of the widths that axe looks at. */
  axeAt?: number[];
}

/** What is wrong with the pages in a language: what axe finds, a page wider than a phone, and in Urdu English words. */
async function inspect(
  page: Page,
  { addresses, locale, baseURL, axeAt = widths }: Inspection,
): Promise<string[]> {
  const found: string[] = [];
  await speak(page.context(), locale, baseURL);
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale}`));
    await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ur' ? 'rtl' : 'ltr');
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      if (axeAt.includes(width)) {
        // As tall as the page: what a docked bar covers at one moment is not covered for good.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: Math.max(800, height) });
        found.push(...(await faults(page, `${address} ${width}`, width === coloursAt[locale])));
      }
      if (width !== 360) continue;
      await noSidewaysScroll(page, address);
      if (locale === 'ur') for (const word of await english(page)) found.push(`${address} in Urdu: ${word}`);
    }
  }
  return found;
}

test.setTimeout(600_000);
// A fault names its page and its element; pictures of every step of hundreds of pages would cost more than axe.
test.use({ trace: 'off' });

test.describe('signed out', () => {
  test.use({ storageState: nobody });

  for (const locale of languages)
    test(`axe finds nothing serious in ${locales[locale]}, wide and narrow`, async ({ page, baseURL }) => {
      expect(await inspect(page, { addresses: openPages, locale, baseURL: baseURL! })).toEqual([]);
    });

  test('the keyboard alone signs in: each stop is visible, the button is reached', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').focus();
    await page.keyboard.press('Tab');
    // The way to a new password stands beside the field's name, before the field.
    await expect(page.getByRole('link', { name: /forgotten/i })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.press('Tab');
    const button = page.getByRole('button', { name: 'Sign in', exact: true });
    await expect(button).toBeFocused();
    expect(await button.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
  });
});

for (const who of ['office', 'emptyOffice', 'ustadh', 'parent'] satisfies Person[]) {
  test.describe(who, () => {
    test.use(signedIn(who));

    for (const locale of languages)
      test(`axe finds nothing serious in ${locales[locale]}, wide and narrow`, async ({ page, baseURL }) => {
        const addresses = await pagesOf(who, page);
        // The office has many times the pages of a phone: wide in one language, narrow in the other.
        const axeAt = who === 'office' ? [coloursAt[locale]] : widths;
        expect(await inspect(page, { addresses, locale, baseURL: baseURL!, axeAt })).toEqual([]);
      });
  });
}

test.describe('the sweep', () => {
  test.use({ ...signedIn('ustadh'), viewport: { width: 360, height: 740 } });

  test('opens, counts and closes by the keyboard; focus is visible; nothing serious in an open row', async ({
    page,
  }) => {
    await page.goto('/teacher/today');
    await page.getByRole('link', { name: 'Halqa Umar' }).click();
    const row = page.getByRole('button', { name: /^Anas Khan Sabaq/ });
    await row.focus();
    await page.keyboard.press('Tab');
    const tick = page.getByRole('listitem').filter({ hasText: 'Anas Khan' }).getByRole('button').nth(1);
    await expect(tick).toBeFocused();
    expect(await tick.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(row).toHaveAttribute('aria-expanded', 'true');
    expect(await faults(page, 'an open row')).toEqual([]);
    await noSidewaysScroll(page, 'an open row');
    await row.focus();
    await page.keyboard.press('Enter');
    await expect(row).toHaveAttribute('aria-expanded', 'false');
  });
});
