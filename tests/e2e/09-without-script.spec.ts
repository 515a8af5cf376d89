import { expect, test } from '@playwright/test';
import { nobody, people, proveFactor, signedIn, signInByPassword } from './people';

test.use({ javaScriptEnabled: false });

test.describe('signed out', () => {
  test.use({ storageState: nobody });

  test('the language switch works, and a wrong password is answered with the e-mail kept', async ({
    page,
  }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'اردو' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', /^ur/);
    await page.getByRole('button', { name: 'English' }).click();
    await signInByPassword(page, 'nobody@noor.example', 'not-this-one-2026');
    await expect(page.getByText('This e-mail and password do not match.')).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue('nobody@noor.example');
    await expect(page.getByLabel('Password')).toHaveValue('');
  });

  test('an office signs in and out', async ({ page }) => {
    await signInByPassword(page, people.farOffice);
    await proveFactor(page, people.farOffice);
    await expect(page).toHaveURL('/admin');
    await expect(page.getByRole('heading', { level: 1, name: /at Madrasa Al-Falah$/ })).toBeVisible();
    await page.getByLabel('My account').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL('/sign-in?done=out');
    await page.goto('/admin');
    await expect(page).toHaveURL('/sign-in');
  });
});

test.describe('the office', () => {
  test.use(signedIn('office'));

  test('a list is searched, filtered and put in order', async ({ page }) => {
    await page.goto('/admin/students');
    await page.getByRole('searchbox', { name: /Name, roll number/ }).fill('Lodhi');
    await page.getByRole('combobox', { name: 'Programme' }).selectOption({ label: 'Hifz' });
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/q=Lodhi/);
    await expect(page).toHaveURL(/programme=HIFZ/);
    const rows = page.getByRole('table', { name: 'Register of students' }).getByRole('row');
    await expect(rows).toHaveCount(5);
    await page.getByRole('columnheader', { name: 'Roll no.' }).getByRole('link').click();
    await expect(rows.nth(1)).toContainText('FD-2026-0101');
    await expect(rows.nth(2)).toContainText('JN-2026-0003');
  });

  test('a refused enrolment keeps what was typed and says why at the field', async ({ page }) => {
    await page.goto('/admin/students/new');
    await page.getByLabel('Name', { exact: true }).fill('Zakariya Test');
    await page.getByLabel('Date of birth').fill('2016-02-11');
    await page.getByText('Boy', { exact: true }).click();
    await page
      .getByRole('combobox', { name: 'Halqa', exact: true })
      .selectOption({ label: 'Halqa Umar · North' });
    await page.getByRole('checkbox', { name: /holds the written consent/ }).check();
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await expect(page.getByText('needs a guardian with a telephone number.')).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Zakariya Test');
    await expect(page.getByLabel('Date of birth')).toHaveValue('2016-02-11');
    await expect(page.getByRole('radio', { name: 'Boy' })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: /holds the written consent/ })).toBeChecked();
  });
});
