import { expect, test } from '@playwright/test';
import { english } from './english';
import { noSidewaysScroll, pagesOf } from './pages';
import { nobody, signedIn, speak } from './people';

test.setTimeout(240_000);

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
});

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
