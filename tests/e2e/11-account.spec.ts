import { expect, type Page, test } from '@playwright/test';
import { contextOf, nobody, password, signInByPassword } from './people';

// Of the ustadh who is an uncle elsewhere (prisma/seed/two-registers.ts): nobody else's spec signs in with this account.
const yusuf = 'yusuf@falah.example';
const fresh = 'three doves on the wall';
test.use({ storageState: nobody });
test.describe.configure({ mode: 'serial' });

async function choosing(page: Page, register: string, secret = password) {
  await signInByPassword(page, yusuf, secret);
  await expect(page.getByRole('heading', { name: 'Where to?' })).toBeVisible();
  await page.getByRole('button', { name: register }).click();
}
const asUstadh = async (page: Page, secret?: string) => {
  await choosing(page, 'Ustadh, Madrasa Al-Falah', secret);
  await expect(page).toHaveURL('/teacher/today');
};

/** The newest letter's link, from the demonstration's mailbox. It arrives a moment after the page that promises it. */
async function followLetter(page: Page, address: string): Promise<string> {
  const link = page.getByRole('main').getByRole('listitem').first().getByRole('link');
  await expect(async () => {
    await page.goto(`/demo/mailbox?address=${encodeURIComponent(address)}`);
    await expect(link).toBeVisible({ timeout: 1000 });
  }).toPass();
  const href = (await link.getAttribute('href'))!;
  await link.click();
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
  // What opens the door is out of the address as soon as the page has it.
  expect(page.url()).not.toContain('#');
  return href;
}

test('another register is one tap away, without signing out', async ({ page }) => {
  await asUstadh(page);
  await page.getByLabel('My account').click();
  await page.getByRole('button', { name: 'Parent, Jamia Noor' }).click();
  await expect(page).toHaveURL('/parent');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Assalamu alaikum, Qari Yusuf Abbasi' }),
  ).toBeVisible();
  // The other portal is closed now: the register that is open decides.
  await page.goto('/teacher/today');
  await expect(page).toHaveURL('/parent');
  await page.getByLabel('My account').click();
  await page.getByRole('button', { name: 'Ustadh, Madrasa Al-Falah' }).click();
  await expect(page).toHaveURL('/teacher/today');
});

test('S7 signing out in one tab clears what stands in another', async ({ page }) => {
  await asUstadh(page);
  const other = await page.context().newPage();
  await other.goto('/account');
  await expect(other.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
  await page.getByLabel('My account').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in?done=out');
  await expect(other).toHaveURL('/sign-in');
});

test('S7 My devices: ending one signs it out at its next step', async ({ browser, page, baseURL }) => {
  const other = await browser.newContext({ baseURL: baseURL!, storageState: nobody });
  const far = await other.newPage();
  await asUstadh(far);
  await asUstadh(page);
  await page.getByLabel('My account').click();
  await page.getByRole('link', { name: 'Account and devices' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
  const devices = page.getByRole('region', { name: 'My devices' });
  await expect(devices.getByRole('listitem').first()).toContainText('This device');
  await expect(devices.getByRole('listitem').first()).toContainText('Chrome, Linux');
  await devices
    .getByRole('button', { name: /^Sign out Chrome, Linux/ })
    .first()
    .click();
  await expect(page.getByText('That device is signed out.')).toBeVisible();
  await far.goto('/teacher/today');
  await expect(far).toHaveURL(/^[^?]*\/sign-in/);
  await page.reload();
  await expect(devices.getByRole('listitem').first()).toContainText('This device');
  await devices.getByRole('button', { name: 'Sign out every other device' }).click();
  await expect(devices.getByText('You are signed in nowhere else.')).toBeVisible();
  await other.close();
});

test('changing the password asks for the present one, and says what is wrong with a new one', async ({
  page,
}) => {
  await asUstadh(page);
  await page.goto('/account');
  const sheet = page.getByRole('region', { name: 'Password' });
  const change = async (current: string, next: string) => {
    await sheet.getByLabel('Present password').fill(current);
    await sheet.getByLabel('New password').fill(next);
    await sheet.getByRole('button', { name: 'Change the password' }).click();
  };
  await change('not this one', fresh);
  await expect(sheet.getByText('This is not your present password.')).toBeVisible();
  await change(password, 'iloveyou1234');
  await expect(sheet.getByText('This password is easy to guess.')).toBeVisible();
  await expect(sheet.getByLabel('Present password')).toHaveValue('');
});

test('S7 a forgotten password: the letter’s link sets a new one, signs every device out, and works once', async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await browser.newContext({ baseURL: baseURL!, storageState: nobody });
  const far = await other.newPage();
  await asUstadh(far);

  const forget = async () => {
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Password forgotten?' }).click();
    // The page before has a field of this name too.
    await expect(page.getByRole('heading', { name: 'New password' })).toBeVisible();
    await page.getByLabel('E-mail').fill(yusuf);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  };
  const set = async (secret: string) => {
    await page.getByLabel('New password').fill(secret);
    await page.getByRole('button', { name: 'Set the password' }).click();
  };
  await forget();
  const link = await followLetter(page, yusuf);
  await set('short');
  await expect(page.getByText('At least 10 characters, please.')).toBeVisible();
  await set(fresh);
  await expect(page.getByText('Your new password is set. Sign in with it.')).toBeVisible();
  await far.goto('/teacher/today');
  await expect(far).toHaveURL(/^[^?]*\/sign-in/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link is over' })).toBeVisible();
  await asUstadh(page, fresh);

  // And back again, by the code to the number that the account keeps.
  await page.context().clearCookies();
  await page.goto('/reset/code');
  await page.getByLabel('Phone number').fill('+923003330001');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByRole('heading', { name: 'Code and new password' })).toBeVisible();
  const phone = await page.context().newPage();
  const newest = phone.getByRole('listitem').filter({ hasText: 'is your HifzPro code' }).first();
  await expect(async () => {
    await phone.goto('/demo/phone?number=%2B923003330001');
    await expect(newest).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByLabel('Code of six digits').fill(/\d{6}/.exec((await newest.textContent())!)![0]);
  await set(password);
  await expect(page.getByText('Your new password is set. Sign in with it.')).toBeVisible();
  await asUstadh(page);
  await other.close();
});

test('S3 a strange address is told the same', async ({ page }) => {
  await page.goto('/reset');
  await page.getByLabel('E-mail').fill('nobody@falah.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  await page.goto('/demo/mailbox?address=nobody%40falah.example');
  await expect(page.getByRole('heading', { name: 'Nothing has come yet' })).toBeVisible();
});

test('V6.6.1 beside a code to the phone stands that it is the weaker way, and the stronger ones are offered', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/sign-in/code');
  await expect(page.getByText('A text message is the weaker way in')).toBeVisible();
  const parent = await contextOf(browser, 'farParent', baseURL!);
  const own = await parent.newPage();
  await own.goto('/account');
  await own.getByRole('link', { name: 'Set up a stronger way' }).click();
  await expect(own).toHaveURL('/account/second-factor');
  await parent.close();
});
