import { expect, type Locator, type Page, test } from '@playwright/test';
import { contextOf, signedIn } from './people';

test.use({ ...signedIn('ustadh'), viewport: { width: 360, height: 740 } });
test.describe.configure({ mode: 'serial' });

const taps = { count: 0 };
async function tap(target: Locator): Promise<void> {
  taps.count += 1;
  await target.click();
}

const progress = (page: Page, heard: number) =>
  page.getByRole('progressbar', { name: `${heard} of 20 heard` });
const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
async function openHalqa(page: Page): Promise<void> {
  await page.goto('/teacher/today');
  await page.getByRole('link', { name: 'Halqa Umar' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Halqa Umar' })).toBeVisible();
}
/** Everything typed has reached the server: nothing of the outbox waits any more. */
async function saved(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: 'Not sent yet' })).toHaveCount(0);
}

test('a session of twenty with nothing odd takes at most 25 taps, attendance and finishing included', async ({
  page,
}) => {
  await page.goto('/teacher/today');
  taps.count = 0;
  await tap(page.getByRole('link', { name: 'Halqa Umar' }));
  await tap(page.getByRole('button', { name: 'All present' }));
  await expect(page.getByText('20 here, 0 absent, 0 on leave')).toBeVisible();
  const ticks = page.getByRole('button', { name: /: heard, clean$/ });
  await expect(ticks).toHaveCount(20);
  for (let i = 0; i < 20; i++) await tap(ticks.nth(i));
  await expect(progress(page, 20)).toBeVisible();
  await tap(page.getByRole('button', { name: 'Finish the session' }));
  await expect(page.getByText('Session finished. The reports are on their way.')).toBeVisible();
  test.info().annotations.push({ type: 'taps', description: String(taps.count) });
  expect(taps.count).toBe(23);
});

test('a reload shows what was saved, and today says the session is finished', async ({ page }) => {
  await openHalqa(page);
  await expect(progress(page, 20)).toBeVisible();
  await expect(page.getByText('20 here, 0 absent, 0 on leave')).toBeVisible();
  await expect(page.getByRole('button', { name: /: heard, clean$/, pressed: true })).toHaveCount(20);
  await page.goto('/teacher/today');
  await expect(page.getByText(/^Finished/)).toBeVisible();
  await expect(page.getByText('20 here, 0 away')).toBeVisible();
});

test('an exception is three taps: open, one mistake, done; a remark goes with it', async ({ page }) => {
  await openHalqa(page);
  const row = rowOf(page, 'Bilal Mas');
  taps.count = 0;
  await tap(row.getByRole('button', { name: /^Bilal Mas'ood Sabaq/ }));
  await tap(row.getByRole('button', { name: 'Atak: one more' }));
  await tap(row.getByRole('button', { name: 'Done' }));
  expect(taps.count).toBe(3);
  await expect(row.getByRole('button', { name: "Bilal Mas'ood: 1 mistakes" })).toBeVisible();

  await row.getByRole('button', { name: /^Bilal Mas'ood Sabaq/ }).click();
  await row.getByRole('button', { name: 'Weak' }).click();
  await row.getByRole('button', { name: 'Remark' }).click();
  await row.getByLabel('Remark').fill('Read the last line again at home');
  await row.getByRole('button', { name: 'Done' }).click();
  await saved(page);
  await page.reload();
  await rowOf(page, 'Bilal Mas')
    .getByRole('button', { name: /^Bilal Mas'ood Sabaq/ })
    .click();
  await expect(row.getByRole('button', { name: 'Weak' })).toHaveAttribute('aria-pressed', 'true');
  await expect(row.getByLabel('Remark')).toHaveValue('Read the last line again at home');
  await expect(row.getByRole('group', { name: 'Atak' }).getByRole('status')).toHaveText('1');
});

test('saving again corrects: a grade is changed and stays changed', async ({ page }) => {
  await openHalqa(page);
  const row = rowOf(page, 'Anas Khan');
  await row.getByRole('button', { name: /^Anas Khan Sabaq/ }).click();
  await row.getByRole('button', { name: 'Good' }).click();
  await row.getByRole('button', { name: 'Done' }).click();
  await saved(page);
  await page.reload();
  await row.getByRole('button', { name: /^Anas Khan Sabaq/ }).click();
  await expect(row.getByRole('button', { name: 'Good' })).toHaveAttribute('aria-pressed', 'true');
});

test('attendance has exceptions with reasons, and the last act can be undone', async ({ page }) => {
  await openHalqa(page);
  await page.getByRole('button', { name: 'Change attendance' }).click();
  const row = rowOf(page, 'Zaid Usmani');
  await row.getByRole('button', { name: 'Absent' }).click();
  await row.getByRole('button', { name: 'Illness' }).click();
  await expect(page.getByText('19 here, 1 absent, 0 on leave')).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByText('19 here, 1 absent, 0 on leave')).toBeVisible();
  await expect(rowOf(page, 'Zaid Usmani').getByText('Absent, Illness')).toBeVisible();

  await page.getByRole('button', { name: 'Change attendance' }).click();
  await row.getByRole('button', { name: 'Present' }).click();
  await expect(page.getByText('20 here, 0 absent, 0 on leave')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('19 here, 1 absent, 0 on leave')).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByText('19 here, 1 absent, 0 on leave')).toBeVisible();
  await page.getByRole('button', { name: 'Change attendance' }).click();
  await row.getByRole('button', { name: 'Present' }).click();
  await saved(page);
});

test('what changed after the end is sent by finishing again', async ({ page }) => {
  await openHalqa(page);
  await page.getByRole('button', { name: 'Finish again' }).click();
  await expect(page.getByText('Session finished. The reports are on their way.')).toBeVisible();
});

test('P25 a halqa of two sessions: what Fajr heard is shown after Zuhr, and one report follows the second end', async ({
  page,
}) => {
  await page.goto('/teacher/today');
  await page.getByRole('link', { name: 'Halqa Bilal · Fajr' }).click();
  await page.getByRole('button', { name: 'All present' }).click();
  await page.getByRole('button', { name: 'Hamza Siddiqui: heard, clean' }).click();
  await page.getByRole('button', { name: 'Finish the session' }).click();
  await expect(page.getByText('The reports go out after the last session of the day.')).toBeVisible();
  let drawings = 0;
  page.on('request', (asked) => {
    const headers = asked.headers();
    if (headers.rsc && !headers['next-router-prefetch']) drawings += 1;
  });
  await page
    .getByRole('navigation', { name: 'Sessions of this day' })
    .getByRole('link', { name: 'After Zuhr' })
    .click();
  await expect(rowOf(page, 'Hamza Siddiqui')).toContainText('Fajr: heard, Excellent.');
  await page.getByRole('button', { name: 'Hamza Siddiqui: heard, clean' }).click();
  await page.getByRole('button', { name: 'Finish the session' }).click();
  await expect(page.getByText('Session finished. The reports are on their way.')).toBeVisible();
  // A second drawing would come over what is tapped meanwhile.
  expect(drawings).toBe(1);
  const reports = page.getByRole('listitem').filter({ hasText: 'حمزہ صدیقی' });
  await expect(async () => {
    await page.goto(`/demo/phone?number=${encodeURIComponent('+923001113004')}`);
    await expect(reports).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expect(reports).toContainText(/سبق.*منزل/);
});

test('an undo without a network takes back the last touch, and what was said before it is saved', async ({
  page,
}) => {
  await page.goto('/teacher/today');
  await page.getByRole('link', { name: 'Halqa Bilal · Fajr' }).click();
  const row = rowOf(page, 'Sufyan Lodhi');
  const undo = page.getByRole('button', { name: 'Undo' });
  const tick = row.getByRole('button', { name: 'Sufyan Lodhi: heard, clean' });
  await expect(tick).toBeVisible();
  await page.context().setOffline(true);
  await tick.click();
  await expect(undo).toBeVisible();
  // It waits for as long as it is pointed at.
  await page.mouse.move(0, 0);
  await expect(undo, 'its time is over: the tick has been sent in vain').toHaveCount(0, { timeout: 15_000 });
  await row.getByRole('button', { name: /^Sufyan Lodhi (?:Not sent yet )?Sabaq/ }).click();
  await row.getByRole('button', { name: 'Weak' }).click();
  await undo.click();
  await row.getByRole('button', { name: 'Done' }).click();
  await page.context().setOffline(false);
  await saved(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sufyan Lodhi: heard, clean', pressed: true })).toBeVisible();
});

test("the child's record opens for the own student; a child of another halqa is nothing at all", async ({
  page,
  browser,
  baseURL,
}) => {
  await openHalqa(page);
  await rowOf(page, 'Anas Khan')
    .getByRole('button', { name: /^Anas Khan Sabaq/ })
    .click();
  await page.getByRole('link', { name: 'Record of Anas Khan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Anas Khan' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Latest lessons' })).toBeVisible();

  const office = await contextOf(browser, 'office', baseURL!);
  const list = await office.newPage();
  await list.goto('/admin/students?q=Yahya');
  const address = await list.getByRole('link', { name: 'Yahya Test' }).getAttribute('href');
  await office.close();
  const answer = await page.goto(`/teacher/students/${address!.split('/').at(-1)}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
