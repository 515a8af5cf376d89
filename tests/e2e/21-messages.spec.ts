import { expect, type Page, test } from '@playwright/test';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { contextOf, people, signedIn } from './people';

type Fake = Awaited<ReturnType<typeof fakeWhatsApp>>;

async function connect(page: Page, account: Fake['account']): Promise<void> {
  const sheet = page.getByRole('region', { name: 'WhatsApp Cloud API by Meta' });
  const field = sheet.getByLabel('Phone number id');
  if (!(await field.isVisible())) await sheet.getByText('Enter other credentials').click();
  await field.fill(account.phoneNumberId);
  await sheet.getByLabel('WhatsApp business account id').fill(account.businessId);
  await sheet.getByLabel('Access token').fill(account.token);
  await sheet.getByLabel('App secret').fill(account.appSecret);
  await sheet.getByRole('button', { name: 'Save and test' }).click();
}

/** As an earlier try may have left it: off, with nothing paused. */
async function turnOff(page: Page): Promise<void> {
  await page.goto('/admin/messages/channel');
  const resume = page.getByRole('button', { name: 'Resume messages' });
  if (await resume.isVisible()) await resume.click();
  const off = page.getByText('WhatsApp is off.');
  if (await off.isVisible()) return;
  await page.getByText('Turn WhatsApp off').first().click();
  await page.getByRole('button', { name: 'Turn WhatsApp off' }).click();
  await expect(off).toBeVisible();
}

/** Hands in every wording and waits until the office is told that each is approved: what Meta has is not yet noted here. */
async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hand in what is missing' }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Approved', { exact: true })).toHaveCount(21, { timeout: 1000 });
  }).toPass({ timeout: 40_000 });
}

// Two providers' rounds and three people who sign in first.
test.describe.configure({ timeout: 120_000 });

test.describe('an office that begins', () => {
  test.use(signedIn('emptyOffice'));

  test('the office connects WhatsApp, is told what is wrong, hands in its wordings, pauses, and turns it off', async ({
    page,
  }) => {
    const meta = await fakeWhatsApp(undefined, 3211);
    try {
      await turnOff(page);
      await connect(page, { ...meta.account, token: 'an-old-token-of-ours' });
      await expect(page.getByText(/WhatsApp refused the access token/)).toBeVisible({ timeout: 20_000 });
      await connect(page, { ...meta.account, token: ` ${meta.account.token}\n` });
      await expect(page.getByText('Ready.')).toBeVisible({ timeout: 20_000 });
      await expect(page.getByText('+923001112222')).toBeVisible();
      await expect(page.getByText(/^Up to 1,000 families in 24 hours/)).toBeVisible();
      expect(await page.content()).not.toContain(meta.account.token);
      meta.rules.approve = 'APPROVED';
      await handIn(page);
      await page.getByRole('button', { name: 'Pause all messages' }).click();
      await expect(page.getByText('Paused.')).toBeVisible();
      await page.getByRole('button', { name: 'Resume messages' }).click();
      await expect(page.getByText('Paused.')).toHaveCount(0);
      await page.goto('/admin/messages/kinds');
      const report = page.getByRole('region', { name: 'Report of the day' });
      await report.getByText('At a fixed hour').click();
      await report.getByLabel(/^Hour/).fill('22:30');
      await report.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText(/This lies in the quiet hours \(21:00 to 07:00\)/)).toBeVisible();
      await report.getByLabel(/^Hour/).fill('17:30');
      await report.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText(/^Saved\./)).toBeVisible();
      await turnOff(page);
    } finally {
      await meta.stop();
    }
  });
});

test.describe('an office at work', () => {
  test.use(signedIn('farOffice'));

  test('P24 a test message, then a lesson: the parent has it on the phone and in the portal; STOP stops the next', async ({
    page,
    browser,
    baseURL,
    request,
  }) => {
    const meta = await fakeWhatsApp(undefined, 3211);
    const number = people.farParent.slice(1);
    /** What Meta tells of, as it tells it. */
    const hook = async (body: object) => {
      const { raw, signature } = meta.signed(body);
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
      const answer = await request.post('/api/webhooks/whatsapp', { data: Buffer.from(raw), headers });
      expect(answer.status()).toBe(200);
    };
    const onPhone = (what: RegExp) =>
      meta.accepted.filter(({ to, text }) => to === number && what.test(text));
    meta.rules.approve = 'APPROVED';
    try {
      await turnOff(page);
      await connect(page, meta.account);
      await expect(page.getByText('Ready.')).toBeVisible({ timeout: 20_000 });
      await handIn(page);
      expect(meta.templates.size).toBe(21);
      const trial = page.getByRole('region', { name: 'Test message' });
      await trial.getByLabel('Phone number').fill('0300 7654321');
      await trial.getByLabel('Language').selectOption('en');
      await trial.getByRole('button', { name: 'Send a test' }).click();
      await expect(page.getByText('The test was handed over.')).toBeVisible({ timeout: 20_000 });
      expect(meta.accepted).toMatchObject([{ to: '923007654321', template: expect.stringMatching(/\/en$/) }]);
      // This journey runs at any hour, on any day.
      await page.goto('/admin/messages/kinds');
      const report = page.getByRole('region', { name: 'Report of the day' });
      await report.getByLabel('From').fill('00:00');
      await report.getByLabel('Until').fill('00:00');
      await report.getByLabel('Also on the weekly holiday').check();
      await report.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText(/^Saved\./)).toBeVisible();

      const ustadh = await contextOf(browser, 'farUstadh', baseURL!);
      const today = await ustadh.newPage();
      await today.goto('/teacher/today');
      await today.getByRole('link', { name: 'Halqa Maryam' }).click();
      await today.getByRole('button', { name: 'All present' }).click();
      await today.getByRole('button', { name: 'Aminah Baig: heard, clean' }).click();
      await today.getByRole('button', { name: 'Finish the session' }).click();
      await expect(today.getByText('Session finished. The reports are on their way.')).toBeVisible();
      await expect.poll(() => onPhone(/آمنہ بیگ/).length, { timeout: 30_000 }).toBe(1);
      await hook(meta.statuses(onPhone(/./).map((one) => meta.statusOf(one, 'read'))));

      const parent = await contextOf(browser, 'farParent', baseURL!);
      const phone = await parent.newPage();
      const newest = phone.getByRole('listitem').filter({ hasText: 'Aminah Baig' }).first();
      await expect(async () => {
        await phone.goto('/parent/messages');
        await expect(newest).toContainText('Read', { timeout: 500 });
      }).toPass({ timeout: 20_000 });
      await expect(newest).toContainText('The words were erased on delivery.');

      await hook(meta.inbound(number, 'بند کریں'));
      const before = () => meta.accepted.filter(({ to }) => to === number).length;
      // The word is answered, once; then nothing comes any more.
      await expect.poll(before, { timeout: 20_000 }).toBe(3);
      await today.getByRole('button', { name: /^Aminah Baig Sabaq/ }).click();
      await today.getByRole('button', { name: 'Weak' }).click();
      await today.getByRole('button', { name: 'Done' }).click();
      await expect(today.getByRole('img', { name: 'Not sent yet' })).toHaveCount(0);
      await today.getByRole('button', { name: 'Finish again' }).click();
      await expect(async () => {
        await page.goto('/admin/messages?q=Aminah');
        await expect(page.getByText('The guardian has stopped messages.').first()).toBeVisible({
          timeout: 500,
        });
      }).toPass({ timeout: 20_000 });
      expect(before()).toBe(3);
      await hook(meta.inbound(number, 'START'));
      await expect.poll(before, { timeout: 20_000 }).toBe(4);
      await turnOff(page);
      await Promise.all([ustadh.close(), parent.close()]);
    } finally {
      await meta.stop();
    }
  });
});
