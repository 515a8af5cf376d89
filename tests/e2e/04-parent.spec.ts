import { expect, type Page, test } from '@playwright/test';
import { contextOf, people, signedIn } from './people';

test.use({ ...signedIn('parent'), viewport: { width: 360, height: 740 } });

const children = (page: Page) => page.getByRole('navigation', { name: 'Children' });

test('a parent signs in with a number and a code and sees the own two children, no others', async ({
  page,
}) => {
  await page.goto('/parent');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Assalamu alaikum, Abdullah Khan' }),
  ).toBeVisible();
  await expect(children(page).getByRole('link')).toHaveCount(2);
  for (const name of ['Anas Khan', 'Hasan Farooqi'])
    await expect(children(page).getByRole('link', { name })).toBeVisible();
});

test("today's lessons stand as the ustadh saved them, with attendance, thirty juz and messages", async ({
  page,
}) => {
  await page.goto('/parent');
  await children(page).getByRole('link', { name: 'Anas Khan' }).click();
  const today = page.getByRole('region', { name: 'Today’s lessons' });
  for (const kind of ['Sabaq', 'Sabqi', 'Manzil']) await expect(today).toContainText(kind);
  await expect(today).toContainText('Good');
  await expect(today).toContainText('Qari Anas Memon');
  await expect(page.getByRole('region', { name: /^Attendance/ }).getByText(/\d+ of \d+ days/)).toBeVisible();
  await expect(
    page.getByRole('group', { name: /1 juz complete; \d+% of the Quran memorised/ }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: /^Juz \d+, 100% memorised/ })).toHaveAttribute(
    'href',
    /\/progress\?show=juz-\d+#evidence$/,
  );
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Report of the day');
  await children(page).getByRole('link', { name: 'Hasan Farooqi' }).click();
  await expect(page.getByRole('region', { name: 'Today’s lessons' })).toContainText('As-Saf 11–14');
});

test("the report is on the demo phone, in the guardian's language, and a correction follows it", async ({
  page,
}) => {
  const number = encodeURIComponent(people.parent);
  await expect(async () => {
    await page.goto(`/demo/phone?number=${number}`);
    await expect(page.getByRole('listitem').filter({ hasText: 'تصحیح۔ انس خان' })).not.toHaveCount(0, {
      timeout: 500,
    });
    await expect(page.getByRole('listitem').filter({ hasText: 'حسن فاروقی' })).not.toHaveCount(0, {
      timeout: 500,
    });
  }).toPass({ timeout: 30_000 });
});

test('P25: the log of the office shows the report delivered, and its words nowhere', async ({
  page,
  browser,
  baseURL,
}) => {
  const office = await contextOf(browser, 'office', baseURL!);
  const log = await office.newPage();
  await expect(async () => {
    await log.goto('/admin/messages?q=Anas');
    await expect(log.getByRole('row').filter({ hasText: 'Anas Khan' }).first()).toContainText('Delivered', {
      timeout: 500,
    });
  }).toPass({ timeout: 30_000 });
  await expect(log.getByText('Words erased').first()).toBeVisible();
  await page.goto(`/demo/phone?number=${encodeURIComponent(people.parent)}`);
  const words = (await page
    .getByRole('listitem')
    .filter({ hasText: 'انس خان' })
    .first()
    .getByRole('paragraph')
    .first()
    .textContent())!;
  expect(words.length).toBeGreaterThan(20);
  const html = await (await log.request.get('/admin/messages?q=Anas')).text();
  expect(html).not.toContain(words);
  expect(html).not.toContain('HifzPro code');
  await office.close();

  await page.goto('/parent/messages');
  await expect(page.getByText('The words were erased on delivery.').first()).toBeVisible();
});

test('P08: the child of another family answers as if it did not exist', async ({
  page,
  browser,
  baseURL,
}) => {
  const office = await contextOf(browser, 'office', baseURL!);
  const list = await office.newPage();
  await list.goto('/admin/students?q=Bilal');
  const other = await list.getByRole('link', { name: "Bilal Mas'ood" }).getAttribute('href');
  await office.close();
  const answer = await page.goto(`/parent/children/${other!.split('/').at(-1)}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await expect(page.getByText('Bilal')).toHaveCount(0);
});
