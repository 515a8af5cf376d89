import fs from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { contextOf, signedIn } from './people';

test.use(signedIn('office'));

/** A child of its own for this run, so that nothing hangs on what other journeys did. */
async function correctChild(page: Page, child: string, roll: string): Promise<void> {
  await page.goto(`${child}/edit`);
  await page.getByLabel('Roll number').fill(roll);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${child}$`));
}

async function addressOf(page: Page, list: string, name: RegExp): Promise<string> {
  await page.goto(list);
  const href = await page.getByRole('main').getByRole('link', { name }).first().getAttribute('href');
  return href!.split('?')[0]!;
}

test('the office reads who did what, with before and after, and finds it again', async ({ page }) => {
  const child = await addressOf(page, '/admin/students?q=Hasan', /^Hasan Farooqi/);
  const roll = `H-${Date.now().toString(36)}`;
  await correctChild(page, child, roll);
  await page.goto('/admin/audit');
  const line = page.getByRole('listitem').filter({ hasText: roll });
  await expect(line).toContainText(/corrected the details of .Hasan Farooqi/);
  await expect(line.getByRole('row', { name: /^Roll number/ })).toContainText(roll);
  await page.getByLabel('About').selectOption({ label: 'Children and guardians' });
  await page.getByRole('searchbox', { name: /^A name or/ }).fill('Hasan Farooqi');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/group=children/);
  await expect(page.getByRole('listitem').filter({ hasText: roll })).toBeVisible();
  await expect(page.getByText('signed in.')).toHaveCount(0);
  await page.getByLabel('About').selectOption({ label: 'Sign-ins' });
  await page.getByRole('searchbox', { name: /^A name or/ }).fill('');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('signed in.').first()).toBeVisible();
});

test('the trail is whole, its fingerprint is found again, and a strange one is not', async ({ page }) => {
  await page.goto('/admin/audit');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(/^The trail is whole/)).toBeVisible();
  const head = (await page.locator('code').textContent())!.trim();
  expect(head).toMatch(/^[0-9a-f]{64}$/);
  await page.getByLabel(/^An earlier fingerprint/).fill(head);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('The earlier fingerprint still stands.')).toBeVisible();
  await page.getByLabel(/^An earlier fingerprint/).fill('f'.repeat(64));
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('The earlier fingerprint is not in the trail.')).toBeVisible();
});

test('the trail is downloaded as it is filtered, and that stands in it', async ({ page }) => {
  await page.goto('/admin/audit?group=children');
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d{2}-\d{2}\.csv$/);
  const text = fs.readFileSync(await download.path(), 'utf8');
  expect(text).toMatch(/^\uFEFFLine,Day,Time,Who,/);
  expect(text).not.toContain('signed in.');
  expect(text.trim().split('\r\n').length).toBeGreaterThan(1);
  await page.goto('/admin/audit?group=data');
  await expect(page.getByText('downloaded the audit trail.').first()).toBeVisible();
});

test('a parent sees which ustadh opened the child’s record, and other parents’ children are not there', async ({
  browser,
  baseURL,
}) => {
  const ustadh = await contextOf(browser, 'ustadh', baseURL!);
  const parent = await contextOf(browser, 'parent', baseURL!);
  const far = await contextOf(browser, 'farParent', baseURL!);
  const mine = await parent.newPage();
  const child = await addressOf(mine, '/parent', /Anas Khan/);
  const id = child.split('/').at(-1)!.split('#')[0]!;
  const his = await ustadh.newPage();
  // A page fetched ahead is no visit, and shows nothing.
  const ahead = await his.request.get(`/teacher/students/${id}`, { headers: { purpose: 'prefetch' } });
  expect(ahead.status()).toBe(404);
  expect((await his.goto(`/teacher/students/${id}`))?.status()).toBe(200);
  await mine.setViewportSize({ width: 360, height: 740 });
  await mine.goto(`/parent/children/${id}`);
  await mine.getByRole('link', { name: 'Who opened this record' }).click();
  await expect(mine.getByRole('heading', { level: 1, name: 'Who opened this record' })).toBeVisible();
  const line = mine.getByRole('listitem').filter({ hasText: 'Qari Anas Memon' });
  await expect(line.first()).toContainText('Ustadh');
  expect((await (await far.newPage()).goto(`/parent/children/${id}/views`))?.status()).toBe(404);
  for (const context of [ustadh, parent, far]) await context.close();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the trail is searched and checked all the same', async ({ page }) => {
    await page.goto('/admin/audit?group=signIn');
    await expect(page.getByText('signed in.').first()).toBeVisible();
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByText(/^The trail is whole/)).toBeVisible();
  });
});
