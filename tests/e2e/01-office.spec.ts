import { expect, type Page, test } from '@playwright/test';
import { nobody, people, signedIn, signInByPassword } from './people';

test.describe.configure({ mode: 'serial' });

test.describe('signing in', () => {
  test('a wrong password is answered with a sentence; the e-mail stays, the password is gone', async ({
    page,
  }) => {
    await signInByPassword(page, people.office, 'not-this-one-2026');
    await expect(page.getByText('This e-mail and password do not match.')).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue(people.office);
    await expect(page.getByLabel('Password')).toHaveValue('');
  });

  test('signed out, the office is closed', async ({ page }) => {
    await page.goto('/admin/students');
    await expect(page).toHaveURL('/sign-in');
  });
});

test.describe('the office', () => {
  test.use(signedIn('office'));
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const choose = (page: Page, name: string, option: string) =>
    page.getByRole('combobox', { name, exact: true }).selectOption({ label: option });

  test('the dashboard speaks of today', async ({ page }) => {
    await page.goto('/admin');
    await expect(page.getByRole('heading', { level: 1, name: /at Jamia Noor$/ })).toBeVisible();
    for (const name of [
      'Halqas',
      'Absent today',
      'Messages today',
      'What was heard today',
      'Attendance this week',
    ])
      await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
    await expect(page.getByRole('table', { name: 'The halqas today' }).getByRole('row')).toHaveCount(4);
  });

  test('a campus is created, and a name that is taken is named at its field', async ({ page }) => {
    await page.goto('/admin/campuses/new');
    await field(page, 'Name').fill('North');
    await page.getByRole('button', { name: 'Save campus' }).click();
    await expect(page.getByText('North is already here.')).toBeVisible();
    await expect(field(page, 'Name')).toHaveValue('North');
    await field(page, 'Name').fill('Gulberg');
    await page.getByLabel('Name in Urdu or Arabic').fill('گلبرگ');
    await page.getByRole('button', { name: 'Save campus' }).click();
    await expect(page).toHaveURL(/\/admin\/campuses(\?|$)/);
    await page.goto('/admin/campuses');
    await expect(page.getByRole('link', { name: 'Gulberg' })).toBeVisible();
  });

  test('a halqa is created on the new campus', async ({ page }) => {
    await page.goto('/admin/halqas/new');
    await field(page, 'Name').fill('Halqa Ali');
    await page.getByLabel('Name in Urdu or Arabic').fill('حلقہ علی');
    await choose(page, 'Campus', 'Gulberg');
    await page.getByRole('checkbox', { name: 'Morning' }).uncheck();
    await page.getByRole('checkbox', { name: 'After Asr' }).check();
    await page.getByRole('button', { name: 'Save halqa' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Halqa Ali/ })).toBeVisible();
    await expect(page.getByText('No child is in this halqa')).toBeVisible();
  });

  test('an ustadh is added, and a telephone number that is none is named at its field', async ({ page }) => {
    await page.goto('/admin/staff/new');
    await field(page, 'Name').fill('Qari Salman Baloch');
    await page.getByLabel('Phone').fill('12');
    await page.getByLabel('E-mail').fill('salman@noor.example');
    await page.getByRole('button', { name: 'Save ustadh' }).click();
    await expect(page.getByLabel('Phone')).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, 'Name')).toHaveValue('Qari Salman Baloch');
    await page.getByLabel('Phone').fill('0323 2669470');
    await page.getByRole('checkbox', { name: /Halqa Ali/ }).check();
    await page.getByRole('button', { name: 'Save ustadh' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Qari Salman Baloch/ })).toBeVisible();
  });

  test('the ustadh takes the invitation in a browser of his own, once, and sees his halqa', async ({
    page,
    browser,
    baseURL,
  }) => {
    await page.goto('/admin/staff?q=Salman');
    await page.getByRole('link', { name: 'Qari Salman Baloch' }).click();
    await page.getByRole('button', { name: 'Make invitation link' }).click();
    const link = await page.getByLabel('Invitation link').inputValue();
    expect(link).toContain('/invitation#');

    const own = await browser.newContext({ baseURL: baseURL!, locale: 'en-GB', storageState: nobody });
    const phone = await own.newPage();
    await phone.goto(link);
    await expect(phone.getByRole('heading', { name: 'Qari Salman Baloch, you are invited' })).toBeVisible();
    await expect(phone.getByLabel('E-mail')).toHaveValue('salman@noor.example');
    await phone.getByLabel('New password').fill('short');
    await phone.getByRole('button', { name: 'Accept and sign in' }).click();
    await expect(phone.getByText('At least 10 characters, please.')).toBeVisible();
    await phone.getByLabel('New password').fill('date palm river stone');
    await phone.getByRole('button', { name: 'Accept and sign in' }).click();
    await expect(phone).toHaveURL('/teacher/today');
    await expect(phone.getByRole('link', { name: 'Halqa Ali' })).toBeVisible();
    await expect(phone.getByRole('link', { name: 'Halqa Umar' })).toHaveCount(0);
    await own.clearCookies();
    await phone.goto(link);
    await expect(phone.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
    await own.close();

    await page.reload();
    await expect(page.getByText('This ustadh signs in and sees the own halqas.')).toBeVisible();
  });

  test('P14: a minor without a guardian who can be called is refused at the field; what was typed stays', async ({
    page,
  }) => {
    await page.goto('/admin/students/new');
    await page.getByLabel('Name', { exact: true }).fill('Yahya Test');
    await page.getByLabel('Date of birth').fill('2015-03-09');
    await choose(page, 'Halqa', 'Halqa Umar · North');
    await page.getByRole('checkbox', { name: /holds the written consent/ }).check();
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    const phone = page.getByLabel(/^Telephone/).first();
    await expect(phone).toHaveAttribute('aria-invalid', 'true');
    await expect(
      page.getByText(
        'A child under 18 (or without a date of birth) needs a guardian with a telephone number.',
      ),
    ).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Yahya Test');
    await expect(page.getByLabel('Date of birth')).toHaveValue('2015-03-09');
    await page.goto('/admin/students?q=Yahya+Test');
    await expect(page.getByText('Nobody here matches “Yahya Test”')).toBeVisible();
  });

  test('P15: enrolment needs the attestation of consent, and the profile shows when it was given', async ({
    page,
  }) => {
    await page.goto('/admin/students/new');
    await page.getByLabel('Name', { exact: true }).fill('Yahya Test');
    await page.getByLabel('Date of birth').fill('2015-03-09');
    await choose(page, 'Halqa', 'Halqa Umar · North');
    await page
      .getByLabel(/^Telephone/)
      .first()
      .fill('0300 7654321');
    await page.getByLabel('Name (optional)').first().fill('Idris Test');
    const consent = page.getByRole('checkbox', { name: /holds the written consent/ });
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await expect(consent).toBeFocused();
    await expect(page).toHaveURL('/admin/students/new');
    await consent.check();
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Yahya Test/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Consent' })).toContainText('Attested on');
    await expect(page.getByRole('region', { name: 'Guardians' })).toContainText('Idris Test');
    const template = await page.request.get('/admin/students/consent-form/ur');
    expect(template.status()).toBe(200);
    expect(template.headers()['content-disposition']).toContain('attachment');
  });

  test('the student is corrected and moved to another halqa with a reason', async ({ page }) => {
    await page.goto('/admin/students?q=Yahya');
    await page.getByRole('link', { name: 'Yahya Test' }).click();
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByLabel('Name in Urdu or Arabic').fill('یحییٰ');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Yahya Test');
    await expect(page.getByText('یحییٰ').first()).toBeVisible();

    await page.getByRole('link', { name: 'Move', exact: true }).click();
    await choose(page, 'To halqa', 'Halqa Ali · Gulberg');
    await page.getByLabel('Reason').fill('moved house');
    await page.getByRole('button', { name: 'Move to this halqa' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Yahya Test');
    await expect(page.getByRole('region', { name: 'Enrolments' })).toContainText('Halqa Ali');
    await expect(page.getByRole('region', { name: 'Enrolments' })).toContainText('moved house');
  });

  test('search, filter, order and page of the list live in the address', async ({ page }) => {
    await page.goto('/admin/students');
    const rows = page.getByRole('table', { name: 'Register of students' }).getByRole('row');
    await expect(rows).toHaveCount(26);
    await page.getByRole('searchbox', { name: /Name, roll number/ }).fill('Usmani');
    await choose(page, 'Halqa', 'Halqa Umar');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/q=Usmani/);
    await expect(page).toHaveURL(/halqa=/);
    await expect(page.getByText('5 students match')).toBeVisible();
    await page.getByRole('columnheader', { name: 'Student' }).getByRole('link').click();
    await expect(page).toHaveURL(/sort=-name/);
    await expect(rows.nth(1)).toContainText('Zaid Usmani');
    await page.reload();
    await expect(rows.nth(1)).toContainText('Zaid Usmani');
    await expect(page.getByRole('searchbox', { name: /Name, roll number/ })).toHaveValue('Usmani');
    await page.goBack();
    await expect(rows.nth(1)).toContainText('Ali Usmani');
    await page.goto('/admin/students?page=9');
    await page.getByRole('link', { name: 'To the first page' }).click();
    await expect(rows).toHaveCount(26);
  });

  test('the search of the shell finds a child, a guardian and an ustadh', async ({ page }) => {
    await page.goto('/admin');
    await page.getByRole('searchbox', { name: 'Find a student, guardian or ustadh' }).fill('Yahya');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Yahya Test' })).toBeVisible();
  });
});
