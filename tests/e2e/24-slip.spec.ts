import { expect, test } from '@playwright/test';
import { contextOf, nobody } from './people';

test.use({ storageState: nobody });

// A guardian of the demonstration who has never signed in, and signs in in no other spec.
const father = 'Abdullah Abbasi';

test('S7 a parent to whom no code comes is let in by a slip that the office prints, into this house alone', async ({
  browser,
  page,
  baseURL,
}) => {
  const desk = await contextOf(browser, 'office', baseURL!);
  const office = await desk.newPage();
  await office.goto(`/admin/guardians?q=${encodeURIComponent(father)}`);
  await office.getByRole('main').getByRole('link', { name: father, exact: true }).click();
  await office.getByRole('link', { name: 'Sign-in slip' }).click();
  const title = `Sign-in slip for \u2068${father}\u2069`;
  await expect(office.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await office.getByLabel('Language of the slip').selectOption('en');
  await office.getByRole('button', { name: /^Make (the|a new) slip$/ }).click();
  const paper = office.getByRole('article', { name: 'Sign-in slip' });
  await expect(paper).toBeVisible();
  const typed = async (term: string) =>
    (await paper
      .getByRole('term')
      .filter({ hasText: term })
      .locator('xpath=following-sibling::dd')
      .textContent())!.trim();
  const [login, code] = [await typed('Phone number'), await typed('Code')];
  expect(code).toMatch(/^\d{4} \d{4} \d{4}$/);

  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'I have a slip from the office' }).click();
  const type = async (digits: string) => {
    await page.getByLabel('Phone number or e-mail').fill(login);
    await page.getByLabel('Code of twelve digits').fill(digits);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  await type('1234');
  await expect(page.getByText('The slip’s code is twelve digits.')).toBeVisible();
  await type(code);
  await expect(page).toHaveURL('/parent');
  // The account itself stays closed, and the page says how to come to it.
  await page.goto('/account');
  await expect(page.getByRole('heading', { level: 1, name: 'Signed in by a slip' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out and use another way' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/sign-in/slip');
  await type(code);
  await expect(page.getByText('This number and this code open nothing together.')).toBeVisible();

  await office.reload();
  await expect(office.getByText(/^The last slip was used on /)).toBeVisible();
  await desk.close();
});
