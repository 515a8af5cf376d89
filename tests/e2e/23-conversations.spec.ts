import { expect, test } from '@playwright/test';
import { contextOf, signedIn } from './people';

test.use({ ...signedIn('parent'), viewport: { width: 360, height: 740 } });

test('P27 P28 a parent and the office write to each other live; a notice is counted, sent and read', async ({
  page,
  browser,
  baseURL,
}) => {
  const subject = `Fees ${Date.now() % 1e6}`;
  const office = await contextOf(browser, 'office', baseURL!);
  const desk = await office.newPage();
  await desk.goto('/admin/conversations');
  await page.goto('/parent/conversations/new');
  await expect(page.getByText(/^Who reads this \(Office\):/)).toBeVisible();
  await page.getByLabel('In a few words').fill(subject);
  await page.getByLabel('Your message').fill('How much do we owe?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
  // Nobody reloads: the office's list has it, and the parent sees that it was opened.
  await desk.getByRole('link', { name: subject }).click();
  await expect(page.getByText('Read', { exact: true })).toBeVisible();
  await page.getByLabel('Your message').fill('half typed');
  await desk.getByLabel('Add a note').fill('Canary: ask the father');
  await desk.getByRole('button', { name: 'Keep the note' }).click();
  await expect(desk.getByText('Canary: ask the father')).toBeVisible();
  await desk.getByLabel('Your message').fill('Two thousand rupees.');
  await desk.getByRole('button', { name: 'Send' }).click();
  await expect(desk.getByRole('article').last()).toContainText('Two thousand rupees.');
  await expect(page.getByText('Two thousand rupees.')).toBeVisible({ timeout: 2500 });
  await expect(page.getByLabel('Your message')).toHaveValue('half typed');
  await expect(page.getByText('Canary')).toHaveCount(0);

  await desk.goto('/admin/notices/new');
  await desk.getByLabel('To', { exact: true }).selectOption('ALL');
  await desk.getByLabel('Heading').fill(`Sports ${subject}`);
  await desk.getByLabel('Words').fill('On Monday.');
  await desk.getByRole('button', { name: 'See whom it reaches' }).click();
  await desk.getByRole('button', { name: /^Send to \d+ readers$/ }).click();
  await expect(desk.getByText(/^0 of \d+ have read it/)).toBeVisible();
  await page.goto('/parent/notifications');
  await page.getByRole('link', { name: `Sports ${subject}` }).click();
  await expect(page.getByText('On Monday.')).toBeVisible();
  await desk.reload();
  await expect(desk.getByText(/^1 of \d+ have read it/)).toBeVisible();
  await office.close();
});
