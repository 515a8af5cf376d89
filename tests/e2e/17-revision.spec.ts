import { expect, test } from '@playwright/test';
import { signedIn } from './people';

test.use(signedIn('ustadh'));

test('an ustadh reads why each portion stands there, and sets how much is heard a day', async ({ page }) => {
  await page.goto('/teacher/today');
  await page.getByRole('main').getByRole('link', { name: /Umar/ }).first().click();
  await page.getByRole('button', { name: /^Anas Khan Sabaq/ }).click();
  await page.getByRole('link', { name: 'Record of Anas Khan' }).click();
  await page.getByRole('link', { name: 'Revision', exact: true }).click();
  await expect(page.getByText(/^Manzil stands at \d+ ?%/)).toBeVisible();
  const days = page.getByRole('region', { name: 'The days to come' });
  await expect(days.getByText(/Its turn; last heard|past its turn|Fading/).first()).toBeVisible();

  await page.getByLabel('Manzil a day').selectOption({ label: 'a quarter juz' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await page.getByLabel('Manzil a day').selectOption({ index: 0 });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('img', { name: /rub’ held/ })).toBeVisible();
});

test('an ustadh puts the portions in his own order, without dragging, and takes it back', async ({
  page,
}) => {
  await page.goto('/teacher/today');
  await page.getByRole('main').getByRole('link', { name: /Umar/ }).first().click();
  await page
    .getByRole('button', { name: /^Muaz Usmani/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Record of Muaz Usmani' }).click();
  await page.getByRole('link', { name: 'Revision', exact: true }).click();
  const days = page.getByRole('region', { name: 'The days to come' });
  await days
    .getByRole('button', { name: /^Later: / })
    .first()
    .click();
  await expect(days.getByText('In your order').first()).toBeVisible();
  await days.getByRole('button', { name: 'Back to the plan’s own order' }).click();
  await expect(days.getByText('In your order')).toHaveCount(0);
});

test.describe('the office', () => {
  test.use(signedIn('office'));

  test('sees in the form what it saved', async ({ page }) => {
    await page.goto('/admin/settings/revision');
    const strength = page.getByLabel('Held when manzil stands under, in %');
    const mode = page.getByLabel('Order');
    const before = await strength.inputValue();
    await strength.fill('41');
    await mode.selectOption('PURE');
    await page.getByRole('button', { name: 'Save the revision' }).click();
    await expect(page.getByRole('status')).toContainText('Saved.');
    await expect(strength).toHaveValue('41');
    await expect(mode).toHaveValue('PURE');
    await strength.fill(before);
    await mode.selectOption('GUIDED');
    await page.getByRole('button', { name: 'Save the revision' }).click();
    await expect(strength).toHaveValue(before);
    await expect(mode).toHaveValue('GUIDED');
  });
});
