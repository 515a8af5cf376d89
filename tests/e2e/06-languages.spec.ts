import { expect, type Page, test } from '@playwright/test';
import { noSidewaysScroll, openPages, pagesOf } from './pages';
import { nobody, type Person, signedIn, speak } from './people';

test.setTimeout(240_000);

/** Words that are no English: the product's name, kinds of files, names of people and places, what was searched for. */
const known = /^(HifzPro|CSV|XLSX|Anas|Khan|Abdullah|Qari|Memon|Halqa|Umar|Gulberg|Zaid|Usmani|nobody)$/i;

/**
 * Latin words where the product itself speaks: headings, labels, buttons, column heads, hints, choices of a fixed list.
 * Names of people and places stand in `bdi`, in rows of tables and in choices of a register, and are left out; so is what
 * people wrote themselves (`dir="auto"`).
 */
async function english(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const speaking =
      'h1,h2,h3,label,legend,button,summary,th[scope="col"],main p,nav a,dt,caption,figcaption';
    const named =
      'bdi,[dir="auto"],[dir="ltr"],[lang="en"],[lang="en-GB"],select,tbody,time,code,a[href^="tel:"],h1,textarea';
    return [...document.querySelectorAll<HTMLElement>(speaking)]
      .filter((element) => element.checkVisibility())
      .flatMap((element) =>
        [...element.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE && !element.closest(named))
          .map((node) => node.textContent ?? ''),
      );
  });
  return texts
    .flatMap((text) => text.replace(/⁦[^⁩]*⁩|⁨[^⁩]*⁩/g, '').match(/[A-Za-z]{3,}/g) ?? [])
    .filter((word) => !known.test(word));
}

async function inUrdu(page: Page, addresses: string[], baseURL: string): Promise<void> {
  await speak(page.context(), 'ur', baseURL);
  const left: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.locator('html')).toHaveAttribute('lang', /^ur/);
    for (const word of await english(page)) left.push(`${address}: ${word}`);
    await noSidewaysScroll(page, `${address} ur`);
  }
  expect(left).toEqual([]);
}

test.describe('signed out', () => {
  test.use({ storageState: nobody, viewport: { width: 360, height: 740 } });

  test('the switch turns the page to Urdu and Arabic, right to left, and back; the choice stays', async ({
    page,
  }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'اردو' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', /^ur/);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/السلام علیکم/);
    await page.getByRole('button', { name: 'العربية' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', /^ar/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/السلام عليكم/);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  });

  test('no English is left in Urdu', async ({ page, baseURL }) => inUrdu(page, openPages, baseURL!));
});

for (const who of ['office', 'emptyOffice', 'ustadh', 'parent'] satisfies Person[]) {
  test.describe(who, () => {
    test.use({ ...signedIn(who), viewport: { width: 360, height: 740 } });

    test('no English is left in Urdu, and nothing is wider than 360 px', async ({ page, baseURL }) => {
      await inUrdu(page, await pagesOf(who, page), baseURL!);
    });
  });
}

test.describe('a sentence of an error', () => {
  test.use({ storageState: nobody });

  test('is Urdu too', async ({ page, baseURL }) => {
    await speak(page.context(), 'ur', baseURL!);
    await page.goto('/sign-in/code');
    await page.getByRole('textbox').fill('123');
    await page.getByRole('main').getByRole('button').click();
    const field = page.getByRole('textbox');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue('123');
    expect(await english(page)).toEqual([]);
  });
});

test.describe('Arabic', () => {
  test.use({ ...signedIn('ustadh'), viewport: { width: 360, height: 740 } });

  test('is right to left and speaks Arabic on the day of an ustadh', async ({ page, baseURL }) => {
    const addresses = await pagesOf('ustadh', page);
    await speak(page.context(), 'ar', baseURL!);
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await noSidewaysScroll(page, `${address} ar`);
      expect(await english(page), address).toEqual([]);
    }
  });
});
