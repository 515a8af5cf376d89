import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { nobody, setUpFactor, signedIn } from './people';

// The office rules the house: who is invited sees what the role opens and nothing else, and who is dismissed is out.
const run = Date.now().toString(36);
const campus = `Johar ${run}`;
const halqa = `Halqa Johar ${run}`;
const child = `Talha Johar ${run}`;
const secret = 'date palm river stone';
const nameless = { baseURL: '', locale: 'en-GB', timezoneId: 'Asia/Karachi', storageState: nobody };

test.describe.configure({ mode: 'serial' });
test.use(signedIn('office'));
test.setTimeout(180_000);

const ownBrowser = (browser: Browser, baseURL: string | undefined) =>
  browser.newContext({ ...nameless, baseURL: baseURL! });

async function saveCampusAndHalqa(page: Page): Promise<void> {
  await page.goto('/admin/campuses/new');
  await page.getByLabel('Name', { exact: true }).fill(campus);
  await page.getByRole('button', { name: 'Save campus' }).click();
  await expect(page).toHaveURL(/\/admin\/campuses(\?|$)/);
  await page.goto('/admin/halqas/new');
  await page.getByLabel('Name', { exact: true }).fill(halqa);
  await page.getByLabel('Campus', { exact: true }).selectOption({ label: campus });
  await page.getByRole('checkbox', { name: 'Morning' }).uncheck();
  await page.getByRole('checkbox', { name: 'After Asr' }).check();
  await page.getByRole('button', { name: 'Save halqa' }).click();
  await expect(page.getByRole('heading', { level: 1, name: halqa })).toBeVisible();
}

async function enrolChild(page: Page): Promise<void> {
  await page.goto('/admin/students/new');
  await page.getByLabel('Name', { exact: true }).fill(child);
  await page.getByLabel('Date of birth').fill('2015-03-09');
  await page.getByLabel('Halqa', { exact: true }).selectOption({ label: `${halqa} · ${campus}` });
  await page
    .getByLabel(/^Telephone/)
    .first()
    .fill(`0301 ${String(Date.now()).slice(-7)}`);
  await page.getByLabel('Name (optional)').first().fill(`Father ${run}`);
  await page.getByRole('checkbox', { name: /holds the written consent/ }).check();
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: child })).toBeVisible();
}

/** Makes an invitation. @returns its link, as the page shows it this once */
async function invite(
  page: Page,
  person: { name: string; email?: string; phone?: string; role: string; campus?: string },
): Promise<string> {
  await page.goto('/admin/people/new');
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  if (person.email) await page.getByLabel(/^E-mail/).fill(person.email);
  if (person.phone) await page.getByLabel(/^Phone/).fill(person.phone);
  await page.getByLabel('Role', { exact: true }).selectOption({ label: person.role });
  if (person.campus) await page.getByLabel(/^Campus/).selectOption({ label: person.campus });
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  return page.getByLabel('Invitation link').inputValue();
}

/** On the page of an invitation, once: the same link again in this tab would change no more than what stands behind its #,
 *  and draw the page anew under the hands of who is typing. */
async function accept(phone: Page, email: string): Promise<void> {
  await phone.getByLabel('E-mail').fill(email);
  await phone.getByLabel('New password').fill(secret);
  await phone.getByRole('button', { name: 'Accept and sign in' }).click();
}

/** Every address of the portal that the page leads to. */
const linksOf = (page: Page) =>
  page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).getAttribute('href') ?? ''))
    .then((hrefs) => hrefs.filter((href) => href.startsWith('/admin')).map((href) => href.split('#')[0]!));

test.describe('a campus office', () => {
  const email = `johar-${run}@noor.example`;
  let own: BrowserContext;
  let phone: Page;
  let link: string;

  test.beforeAll(async ({ browser, baseURL }) => {
    own = await ownBrowser(browser, baseURL);
    phone = await own.newPage();
  });
  test.afterAll(() => own.close());

  test('is invited by a letter; what is missing stands at its field', async ({ page }) => {
    await saveCampusAndHalqa(page);
    await enrolChild(page);
    await page.goto('/admin/people/new');
    await page.getByLabel('Name', { exact: true }).fill('Ustazah Sumayya');
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Campus office' });
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await expect(page.getByText('Choose the campus of this office.')).toBeVisible();
    await expect(page.getByText('An e-mail address or a phone number is needed.')).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ustazah Sumayya');

    link = await invite(page, { name: 'Ustazah Sumayya', email, role: 'Campus office', campus });
    await expect(page.getByText(`It is also on its way to ${email}.`)).toBeVisible();
    const mailbox = await page.context().newPage();
    await expect(async () => {
      await mailbox.goto(`/demo/mailbox?address=${encodeURIComponent(email)}`);
      await expect(mailbox.getByRole('link', { name: link })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(mailbox.getByText(`Your role: Campus office, ${campus}.`)).toBeVisible();
    await mailbox.close();
    await page.goto(`/admin/people?q=Sumayya`);
    const row = page.getByRole('row', { name: /Ustazah Sumayya/ }).filter({ hasText: campus });
    await expect(row).toContainText('Invited');
  });

  test('takes it up, sets up a second key and begins at its own campus; the link is over then', async ({
    browser,
    baseURL,
  }) => {
    await phone.goto(link);
    await expect(phone.getByText(`Your role: Campus office, ${campus}.`)).toBeVisible();
    await accept(phone, email);
    await setUpFactor(phone);
    await expect(phone).toHaveURL('/admin');
    await expect(phone.getByRole('link', { name: halqa })).toBeVisible();
    const stranger = await ownBrowser(browser, baseURL);
    const other = await stranger.newPage();
    await other.goto(link);
    await expect(other.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
    await stranger.close();
  });

  test('P07 sees its campus, nothing of another, and no link that leads nowhere', async () => {
    const rail = phone.getByRole('navigation', { name: 'Main' });
    await expect(rail.getByRole('link')).toHaveText([
      /^Today/,
      /^Students/,
      /^Halqas/,
      /^Asatidha/,
      /^Guardians/,
      /^Tests/,
      /^Need a word/,
      /^Conversations/,
      /^Notices/,
      /^Campuses/,
    ]);
    await phone.goto('/admin/students');
    await expect(phone.getByRole('link', { name: child })).toBeVisible();
    await expect(phone.getByText('Anas Khan')).toHaveCount(0);
    const waiting = new Set(['/admin']);
    const seen = new Set<string>();
    for (const address of waiting) {
      seen.add(address);
      const answer = await phone.goto(address);
      expect(answer!.status(), address).toBe(200);
      await expect(phone.getByRole('main')).not.toContainText(/There is nothing here|That did not open/);
      for (const foreign of ['Halqa Umar', 'Anas Khan', 'Qari Anas Memon'])
        await expect(phone.getByRole('main'), address).not.toContainText(foreign);
      for (const href of await linksOf(phone)) if (!seen.has(href) && waiting.size < 60) waiting.add(href);
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  test('Z6 opens no page of people, nor a child or an action of the house', async ({ page }) => {
    await page.goto('/admin/people');
    const person = await page.locator('table.register tbody a').first().getAttribute('href');
    await page.goto('/admin/students?q=Anas%20Khan');
    const far = await page
      .getByRole('table')
      .getByRole('link', { name: 'Anas Khan' })
      .first()
      .getAttribute('href');
    for (const address of [
      '/admin/people',
      '/admin/people/new',
      person!,
      far!,
      '/admin/import',
      '/admin/campuses/new',
    ])
      expect((await phone.goto(address))!.status(), address).toBe(404);
  });

  test('is suspended with a reason, is out at the next click, and comes back by a new sign-in', async ({
    page,
  }) => {
    await phone.goto('/admin/students');
    await page.goto('/admin/people?role=campus_admin&q=Sumayya');
    await page.getByRole('link', { name: 'Ustazah Sumayya' }).last().click();
    await page.getByText('Suspend', { exact: true }).first().click();
    const suspend = page.getByRole('button', { name: 'Suspend', exact: true });
    await page.locator('form', { has: suspend }).getByLabel('Reason', { exact: true }).fill('on leave');
    await suspend.click();
    await expect(page.getByText('Is suspended: nothing opens')).toBeVisible();

    await phone.getByRole('link', { name: child }).click();
    await expect(phone).toHaveURL(/\/sign-in/);
    await expect(phone.getByText('Your sign-in was ended')).toBeVisible();

    await page.getByRole('button', { name: 'Lift the suspension' }).click();
    await expect(page.getByText(/^Signs in as/)).toBeVisible();
    await page.goto('/admin/audit?q=Sumayya');
    await expect(page.getByRole('main')).toContainText(/lifted the suspension of .?Ustazah Sumayya/);
  });
});

test.describe('an ustadh', () => {
  const email = `ustadh-${run}@noor.example`;

  test('Z2 S7 is dismissed while at work: the next click is the sign-in page, in plain words', async ({
    page,
    browser,
    baseURL,
  }) => {
    const own = await ownBrowser(browser, baseURL);
    const phone = await own.newPage();
    await phone.goto(await invite(page, { name: `Qari Yusuf ${run}`, email, role: 'Ustadh' }));
    await accept(phone, email);
    await expect(phone).toHaveURL('/teacher/today');

    await page.goto(`/admin/people?q=Yusuf ${run}`);
    await page.getByRole('link', { name: `Qari Yusuf ${run}` }).click();
    await page.getByText('Dismiss', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    const reason = page.getByLabel('Reason', { exact: true }).last();
    await expect(reason).toBeFocused();
    await reason.fill('moved away');
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await expect(page.getByText('Was dismissed: nothing opens as Ustadh.')).toBeVisible();

    await phone.reload();
    await expect(phone).toHaveURL(/\/sign-in/);
    await expect(phone.getByRole('status')).toContainText('ask your office');
    await phone.getByLabel('E-mail').fill(email);
    await phone.getByLabel('Password').fill(secret);
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(phone.getByRole('heading', { name: 'No register is open to you' })).toBeVisible();
    await own.close();
  });
});

for (const [role, home, words] of [
  ['Accounts', '/admin/accounts', 'Fees, invoices and receipts are not part of this register yet.'],
  ['Examiner', '/teacher/jaiza', 'Who waits for a test, the longest first.'],
] as const)
  test(`${role}: lands on a page that says what the role may do, with no link that leads nowhere`, async ({
    page,
    browser,
    baseURL,
  }) => {
    const email = `${role.toLowerCase()}-${run}@noor.example`;
    const own = await ownBrowser(browser, baseURL);
    const phone = await own.newPage();
    await phone.goto(await invite(page, { name: `${role} ${run}`, email, role }));
    await accept(phone, email);
    await expect(phone).toHaveURL(home);
    await expect(phone.getByText(words)).toBeVisible();
    const hrefs = await phone
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const href of hrefs.filter((one) => one.startsWith('/')))
      expect((await phone.goto(href))!.status(), href).toBe(200);
    expect((await phone.goto('/admin/students'))!.url()).not.toContain('/admin/students/');
    await expect(phone.getByText('Anas Khan')).toHaveCount(0);
    await own.close();
  });
