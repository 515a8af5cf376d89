import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { codeOfKey, contextOf, nobody, people, proveFactor, setUpFactor, signInByPassword } from './people';

// One person through the whole life of a second key: invited to the office, led through the set-up, in by code, by
// recovery code and by passkey, freed by a colleague.
test.describe.configure({ mode: 'serial' });
test.use({ storageState: nobody });

const email = `naib-${Date.now()}@noor.example`;
const secret = 'five lanterns by the gate';
let context: BrowserContext;
let page: Page;
let key: string;
let codes: string[];
let lastCode = '';

const atHome = () => expect(page).toHaveURL('/admin');
const signOut = async () => {
  await page.goto('/admin');
  await page.getByLabel('My account').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in?done=out');
};
/** A code that was not taken yet; within half a minute there is one. */
async function freshCode(): Promise<string> {
  await expect.poll(() => codeOfKey(key, 1), { timeout: 40_000 }).not.toBe(lastCode);
  lastCode = codeOfKey(key, 1);
  return lastCode;
}
const typeCode = async (code: string) => {
  await page.getByLabel('Code of six digits').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
};

test.beforeAll(async ({ browser }, { project }) => {
  context = await browser.newContext({
    baseURL: project.use.baseURL!,
    locale: 'en-GB',
    storageState: nobody,
  });
  page = await context.newPage();
});
test.afterAll(() => context.close());

test('an invited admin is led through the set-up, and reaches nothing before', async ({
  browser,
  baseURL,
}) => {
  const office = await contextOf(browser, 'office', baseURL!);
  const desk = await office.newPage();
  await desk.goto('/admin/people/new');
  await desk.getByLabel('Name', { exact: true }).fill('Naib Nazim');
  await desk.getByLabel('E-mail').fill(email);
  await desk.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Office' });
  await desk.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await desk.getByRole('textbox', { name: /link/i }).inputValue();
  await office.close();

  await page.goto(link);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('New password').fill(secret);
  await page.getByRole('button', { name: 'Accept and sign in' }).click();
  await expect(page).toHaveURL('/sign-in/set-up');
  for (const door of ['/admin', '/admin/students', '/account/second-factor']) {
    await page.goto(door);
    await expect(page).toHaveURL('/sign-in/set-up');
  }
  await page.getByLabel('Code of six digits').fill('000000');
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await expect(page.getByText('This code does not fit the picture.')).toBeVisible();
  ({ key, codes } = await setUpFactor(page));
  await atHome();
});

test('password and code sign in; the same code does not do it twice', async () => {
  await signOut();
  await signInByPassword(page, email, secret);
  await expect(page).toHaveURL('/sign-in/second-factor');
  const code = await freshCode();
  await typeCode(code);
  await atHome();
  await signOut();
  await signInByPassword(page, email, secret);
  await typeCode(code);
  await expect(page.getByText(/This code was used already|This code does not fit/)).toBeVisible();
  await page.goto('/admin');
  await expect(page).toHaveURL('/sign-in/second-factor');
});

test('without the phone a recovery code opens, once', async () => {
  await page.getByRole('link', { name: /use a recovery code/ }).click();
  await page.getByLabel('Recovery code').fill(codes[0]!.toLowerCase());
  await page.getByRole('button', { name: 'Go on' }).click();
  await atHome();
  await page.goto('/account/second-factor');
  await expect(page.getByText('9 left')).toBeVisible();
  await signOut();
  await signInByPassword(page, email, secret);
  await page.getByRole('link', { name: /use a recovery code/ }).click();
  await page.getByLabel('Recovery code').fill(codes[0]!);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('it was used already')).toBeVisible();
  await page.getByLabel('Recovery code').fill(codes[1]!);
  await page.getByRole('button', { name: 'Go on' }).click();
  await atHome();
});

test('a passkey is made, proves the second factor, and signs in alone', async () => {
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/account/second-factor');
  await page.getByRole('link', { name: 'Add a passkey on this device' }).click();
  await page.getByLabel('Name of the device').fill('Office computer');
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await expect(page).toHaveURL('/account/second-factor');
  await expect(page.getByRole('listitem').filter({ hasText: 'Office computer' })).toContainText(
    'not used yet',
  );

  await signOut();
  await signInByPassword(page, email, secret);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await atHome();

  await signOut();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await atHome();
  await page.goto('/account/second-factor');
  await expect(page.getByRole('listitem').filter({ hasText: 'Office computer' })).toContainText('last used');
});

test('one of two may go, the last one stays', async () => {
  await page.getByRole('button', { name: 'Remove Office computer' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Authenticator app' }).click();
  await expect(page.getByText('This is your last second key')).toBeVisible();
});

test('whoever lost everything is freed by a colleague, and signed out everywhere', async ({
  browser,
  baseURL,
}) => {
  const desk = await (
    await browser.newContext({ baseURL: baseURL!, locale: 'en-GB', storageState: nobody })
  ).newPage();
  await signInByPassword(desk, people.office);
  await proveFactor(desk, people.office);
  await desk.goto('/admin/people?q=Naib');
  await desk
    .getByRole('link', { name: /Naib Nazim/ })
    .first()
    .click();
  await desk.getByRole('button', { name: 'Free the second key' }).click();
  await expect(desk.getByText('They were told by e-mail.')).toBeVisible();
  await desk.context().close();
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/sign-in(\?|$)/);
  await signInByPassword(page, email, secret);
  await expect(page).toHaveURL('/sign-in/set-up');
});
