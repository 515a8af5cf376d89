import { expect, type Page, test } from '@playwright/test';
import { signedIn } from './people';

test.describe.configure({ mode: 'serial' });

async function openReading(page: Page): Promise<void> {
  await page.goto('/teacher/today');
  await page.getByRole('link', { name: 'Halqa Zaid' }).click();
  await page.getByRole('link', { name: 'Nazra and qaida' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nazra and qaida' })).toBeVisible();
}

test.describe('the ustadh', () => {
  test.use({ ...signedIn('ustadh'), viewport: { width: 360, height: 740 } });

  test('hears those who read with one tap each, takes one back, and it is kept', async ({ page }) => {
    await openReading(page);
    const ticks = page.getByRole('button', { name: /: read, clean$/ });
    await expect(ticks).toHaveCount(4);
    await page.getByRole('button', { name: 'Yahya Ansari: read, clean' }).click();
    await page.getByRole('button', { name: 'Idris Baig: read, clean' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'Idris Baig: read, clean' })).toBeEnabled();
    await expect(page.getByRole('img', { name: 'Not sent yet' })).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Yahya Ansari: Excellent' })).toBeVisible();
    await expect(ticks).toHaveCount(3);
  });

  test('a page that the mushaf lacks is named at the child, and what was typed can be mended', async ({
    page,
  }) => {
    await openReading(page);
    const row = page.getByRole('listitem').filter({ hasText: 'Haroon Memon' });
    await row.getByText('Place, grade, mistakes').click();
    await row.getByLabel('From page').fill('700');
    await row.getByLabel('To page').fill('701');
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(row.getByText('This mushaf has no page 700: its pages run from 1 to 604.')).toBeVisible();
  });

  test('plans the minutes there are, whoever was longest unheard first', async ({ page }) => {
    await page.goto('/teacher/today');
    await page.getByRole('link', { name: 'Halqa Zaid' }).click();
    await page.getByRole('link', { name: 'Listening plan' }).click();
    await page.getByRole('spinbutton', { name: 'Minutes there are' }).fill('3');
    await page.getByRole('button', { name: 'Plan these minutes' }).click();
    await expect(page).toHaveURL(/minutes=3/);
    const order = page.getByRole('region', { name: 'With you, in this order' }).getByRole('listitem');
    await expect(order.first()).toContainText('Luqman Abbasi');
    await expect(page.getByRole('region', { name: 'Not in these minutes' })).toBeVisible();
  });
});

test.describe('the office', () => {
  test.use(signedIn('office'));

  test('finds who needs a word and why, notes one, and prints whom to call', async ({ page }) => {
    await page.goto('/admin');
    // By the evening more waits than is shown at once.
    const more = page.getByRole('region', { name: 'Waits for you' }).locator('summary');
    if (await more.isVisible()) await more.click();
    await page.getByRole('link', { name: 'See who' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Luqman Abbasi' }).first();
    await expect(row.getByText('3 days in a row, 3 days absent in thirty.')).toBeVisible();
    await page.getByRole('link', { name: 'Calling sheet' }).click();
    const line = page.getByRole('row').filter({ hasText: 'Luqman Abbasi' });
    await expect(line).toContainText('+92 300 1111004');
    await page.getByRole('link', { name: 'Hide the numbers' }).click();
    await expect(line).toContainText('••04');
    await expect(line).not.toContainText('1111004');
    await page.goto('/admin/at-risk');
    await row.getByText('A word was had', { exact: true }).click();
    await row.getByLabel('What was said').fill('He has a fever; back on Sunday');
    await row.getByRole('button', { name: 'Note it' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Luqman Abbasi' })).toHaveCount(0);
    await page.goto('/admin/at-risk?show=spoken');
    await expect(page.getByText('He has a fever; back on Sunday')).toBeVisible();
  });

  test('adds a lesson of its own to the curriculum and moves it', async ({ page }) => {
    await page.goto('/admin/settings/curriculum');
    const list = page.getByRole('region', { name: 'Lessons of the qaida' });
    await list.getByText('Add a lesson').click();
    const form = list.locator('form').filter({ has: page.getByRole('button', { name: 'Add', exact: true }) });
    await form.getByLabel('Name in Latin letters').fill('Last ten surahs');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    const items = list.locator('ol > li');
    await expect(items.last()).toContainText('Last ten surahs');
    await list.getByRole('button', { name: 'Last ten surahs: one place up' }).click();
    await expect(items.nth(16)).toContainText('Last ten surahs');
    await list.getByRole('button', { name: 'Last ten surahs: teach no longer' }).click();
    await expect(items).toHaveCount(17);
  });
});
