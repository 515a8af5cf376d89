import { expect, test } from '@playwright/test';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { signedIn } from './people';

test.use(signedIn('emptyOffice'));

test('the office connects WhatsApp, is told what is wrong, hands in its wordings, pauses, and turns it off', async ({
  page,
}) => {
  const meta = await fakeWhatsApp(undefined, 3211);
  try {
    await page.goto('/admin/messages/channel');
    await expect(page.getByText('WhatsApp is off.')).toBeVisible();
    const connect = async (token: string) => {
      const sheet = page.getByRole('region', { name: 'WhatsApp Cloud API by Meta' });
      const field = sheet.getByLabel('Phone number id');
      if (!(await field.isVisible())) await sheet.getByText('Enter other credentials').click();
      await field.fill(meta.account.phoneNumberId);
      await sheet.getByLabel('WhatsApp business account id').fill(meta.account.businessId);
      await sheet.getByLabel('Access token').fill(token);
      await sheet.getByLabel('App secret').fill(meta.account.appSecret);
      await sheet.getByRole('button', { name: 'Save and test' }).click();
    };
    await connect('an-old-token-of-ours');
    await expect(page.getByText(/WhatsApp refused the access token/)).toBeVisible({ timeout: 20_000 });
    await connect(` ${meta.account.token}\n`);
    await expect(page.getByText('Ready.')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('+923001112222')).toBeVisible();
    expect(await page.content()).not.toContain(meta.account.token);
    meta.rules.approve = 'APPROVED';
    await page.getByRole('button', { name: 'Hand in what is missing' }).click();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText('Approved', { exact: true })).toHaveCount(21, { timeout: 1000 });
    }).toPass({ timeout: 20_000 });
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
    await page.goto('/admin/messages/channel');
    await page.getByText('Turn WhatsApp off').first().click();
    await page.getByRole('button', { name: 'Turn WhatsApp off' }).click();
    await expect(page.getByText('WhatsApp is off.')).toBeVisible();
  } finally {
    await meta.stop();
  }
});
