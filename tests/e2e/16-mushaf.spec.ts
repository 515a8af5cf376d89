import { expect, type Page, test } from '@playwright/test';
import { noSidewaysScroll } from './pages';
import { signedIn } from './people';

test.use({ ...signedIn('ustadh'), viewport: { width: 360, height: 740 } });

/** The mushaf of a child at today's lesson, by the links a teacher has. */
async function openMushaf(page: Page, name: string): Promise<void> {
  await page.goto('/teacher/today');
  await page.getByRole('link', { name: 'Halqa Umar' }).click();
  await page.getByRole('button', { name: new RegExp(`^${name} Sabaq`) }).click();
  const address = await page.getByRole('link', { name: `Mushaf of ${name}` }).getAttribute('href');
  await page.goto(address!);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}
const marked = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Take back' });

test('a word is marked in two taps on the child’s own print, a line too, and taken back', async ({
  page,
}) => {
  await openMushaf(page, 'Hasan Farooqi');
  await expect(page.getByText(/^Hafs · layout of /)).toBeVisible();
  await expect(page.locator('fieldset > legend', { hasText: /^Line \d+$/ })).not.toHaveCount(0);
  await noSidewaysScroll(page, 'the mushaf');
  const before = await marked(page).count();

  const third = page.locator('label[data-code]:has(input[value*="."])').nth(2);
  // A mark stands at once and is saved behind the hand; a page that is asked for before does not know it yet.
  const saved = () => page.waitForResponse((answer) => answer.url().endsWith('/api/sync') && answer.ok());
  await third.click();
  const first = saved();
  await page.getByRole('button', { name: 'Lahn jali', exact: true }).click();
  await first;
  await expect(third).toHaveAttribute('data-today', 'LAHN_JALI');
  await expect(page.getByRole('status')).toContainText(/Lahn jali: \d+:\d+, word \d+/);

  await page.getByRole('radio', { name: 'Line 5', exact: true }).check({ force: true });
  const second = saved();
  await page.getByRole('button', { name: 'Atak', exact: true }).click();
  await expect(marked(page)).toHaveCount(before + 2);
  await second;

  await page.reload();
  await expect(marked(page)).toHaveCount(before + 2);
  await expect(third).toHaveAttribute('data-today', 'LAHN_JALI');
  await page.getByRole('button', { name: /^Take back: Atak, Line 5/ }).click();
  await expect(marked(page)).toHaveCount(before + 1);

  await page.getByRole('link', { name: 'Heat map' }).click();
  await expect(page.getByText(/mistakes? on \d+ pages? in the last 30 days/)).toBeVisible();
  await noSidewaysScroll(page, 'the heat map');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the page is a form: a word and a kind, and it stands there', async ({ page }) => {
    await page.goto('/teacher/today');
    await page.getByRole('link', { name: 'Halqa Umar' }).click();
    await page.getByRole('link', { name: 'Heat map of the halqa' }).click();
    await expect(page.getByText(/children of \d+ tripped/)).toBeVisible();
    await page
      .getByRole('link', { name: /^Page \d+: \d+ child/ })
      .first()
      .click();
    await page.locator('#page-tripped').getByRole('link').first().click();
    const words = page.locator('label[data-code]:has(input[value*="."])');
    const before = await marked(page).count();
    await words.nth(1).click();
    await page.getByRole('button', { name: 'Tajweed', exact: true }).click();
    await expect(marked(page)).toHaveCount(before + 1);
    await expect(words.nth(1)).toHaveAttribute('data-today', 'TAJWEED');
    await page.getByRole('button', { name: 'Take back: Tajweed' }).first().click();
    await expect(marked(page)).toHaveCount(before);
    await page.getByRole('button', { name: 'Atak', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('Choose a word, a line or the end of an ayah first.');
  });
});
