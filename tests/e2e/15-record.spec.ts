import { expect, type Page, test } from '@playwright/test';
import { signedIn } from './people';

test.use({ ...signedIn('ustadh'), viewport: { width: 360, height: 740 } });

/** The lesson's page of a child, for a day in the past, from the sweep's own links. */
async function lessonPage(page: Page, name: string, kind: string): Promise<string> {
  await page.goto('/teacher/today');
  await page.getByRole('link', { name: 'Halqa Umar' }).click();
  await page.getByRole('button', { name: new RegExp(`^${name} Sabaq`) }).click();
  await page.getByRole('link', { name: `Record of ${name}` }).click();
  await page.getByRole('link', { name: 'Record a lesson' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /a lesson$/ })).toBeVisible();
  const address = new URL(page.url());
  address.search = `?date=2026-08-03&kind=${kind}`;
  await page.goto(String(address));
  return String(address);
}

test('a lesson is typed as a register writes it, read back, repaired, insisted on and kept with its mark', async ({
  page,
}) => {
  const address = await lessonPage(page, 'Salman Hashmi', 'GIRDAAN');
  // What an earlier try has left goes first.
  if (await page.getByText('This lesson stands in the register.').isVisible()) {
    await page.getByLabel('Why is this earlier day changed?').fill('Of a try');
    await page.getByRole('button', { name: 'It was not heard: take it out' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Salman Hashmi' })).toBeVisible();
    await page.goto(address);
  }
  await page.getByLabel(/^Portions/).fill('p2 l1-3, 5:20-15');
  const read = page.getByRole('list', { name: 'Understood as' }).getByRole('listitem');
  await expect(read.nth(1)).toContainText('The end comes before the beginning.');
  await read
    .nth(1)
    .getByRole('button', { name: /^Take .5:15–20/ })
    .click();
  await expect(read.nth(1)).toContainText('Al-Ma’idah 15–20 · page 110');
  await page.getByRole('button', { name: /^Earlier: Al-Ma’idah/ }).click();
  await expect(read.nth(0)).toContainText('Al-Ma’idah 15–20');

  // The grade follows the mistakes until the ustadh chooses another.
  await page.getByLabel('Lahn jali').fill('9');
  await expect(page.getByLabel('As proposed: Weak')).toBeChecked();
  await page.getByLabel('Heard by').selectOption('Senior student');
  await page.getByLabel('Name of the listener').fill('Hamza');
  await page.getByLabel('Why is this earlier day changed?').fill('Written on paper that day');

  await expect(page.getByText(/not by heart yet/)).toBeVisible();
  await page.getByRole('button', { name: 'Save the lesson' }).click();
  await expect(page.getByRole('button', { name: 'Save it all the same' })).toBeVisible();
  await page.getByRole('button', { name: 'Save it all the same' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Salman Hashmi' })).toBeVisible();

  await page.goto(address);
  await expect(page.getByText('This lesson stands in the register.')).toBeVisible();
  await expect(page.getByLabel(/^Portions/)).toHaveValue('5:15–20, p2 l1-3');
  await expect(page.getByLabel('Name of the listener')).toHaveValue('Hamza');

  // It was another child's: out of the register again, with the reason of a day that is over.
  await page.getByLabel('Why is this earlier day changed?').fill('It was another child');
  await page.getByRole('button', { name: 'It was not heard: take it out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Salman Hashmi' })).toBeVisible();
  await page.goto(address);
  await expect(page.getByText('This lesson stands in the register.')).toBeHidden();
  await expect(page.getByLabel(/^Portions/)).toHaveValue('');
});

test('without script the same page asks, repairs and keeps what was typed; a day to come has its way back', async ({
  page: scripted,
  browser,
  baseURL,
}) => {
  // The address comes from the sweep; the journey itself has no script.
  const address = await lessonPage(scripted, 'Rayyan Siddiqui', 'GIRDAAN');
  const context = await browser.newContext({
    baseURL: baseURL!,
    storageState: await scripted.context().storageState(),
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto(address.replace('2026-08-03', '2099-01-01'));
  await expect(page.getByText('This day is still to come.')).toBeVisible();
  await page.getByRole('link', { name: 'To today' }).click();
  await expect(page.getByRole('button', { name: 'Save the lesson' })).toBeVisible();

  await page.goto(address);
  await page.getByLabel(/^Portions/).fill('juz 31');
  await page.getByLabel('Why is this earlier day changed?').fill('From the paper');
  await page.getByRole('button', { name: 'Save the lesson' }).click();
  await expect(page.getByText('There is no juz 31')).toBeVisible();
  await page.getByRole('button', { name: /^Take .78:1/ }).click();
  await expect(page.getByLabel(/^Portions/)).toHaveValue('78:1–114:6');
  await expect(page.getByLabel('Why is this earlier day changed?')).toHaveValue('From the paper');
  await context.close();
});
