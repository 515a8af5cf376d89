import { expect, test } from '@playwright/test';
import { signedIn } from './people';

test.describe('the office', () => {
  test.use(signedIn('office'));

  test('reads a child’s progress, opens the lessons behind a figure, gives marks and has the report as PDF', async ({
    page,
  }) => {
    await page.goto('/admin/students?q=Muaz');
    await page
      .getByRole('link', { name: /Muaz Usmani/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Progress', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Muaz Usmani: progress' })).toBeVisible();
    const khatm = page.getByRole('region', { name: 'Expected khatm' });
    // Two months, never a day.
    await expect(khatm).toContainText(
      /likely be complete between [A-Z][a-z]+ 20\d\d and [A-Z][a-z]+ 20\d\d\./,
    );
    await expect(khatm).toContainText(/One line more a day: about/);
    await page.getByRole('link', { name: /^Juz 26, / }).click();
    const behind = page.getByRole('region', { name: 'Lessons in juz 26' });
    await expect(behind.getByRole('link', { name: 'Jaiza of juz 26' })).toBeVisible();
    await expect(
      behind
        .getByRole('listitem')
        .filter({ hasText: /page \d/ })
        .first(),
    ).toBeVisible();
    await page.getByRole('link', { name: /^\d+ jaiza passed$/ }).click();
    const tested = page.getByRole('region', { name: 'Tests and marks' });
    await expect(tested.getByRole('link', { name: /^Jaiza of juz / }).first()).toBeVisible();
    await expect(tested.getByRole('link', { name: /^Marks of / }).first()).toBeVisible();
    const firmness = page.getByRole('region', { name: 'Firmness, week by week' });
    await expect(firmness).toContainText(/\d+% today; \d+% on \d/);

    await page.getByRole('link', { name: 'Talimi report' }).first().click();
    const sheets = page.getByRole('region', { name: 'The sheets of the report' });
    await expect(sheets.getByRole('table', { name: 'تیس پاروں کا رجسٹر' }).getByRole('row')).toHaveCount(31);
    await page.getByLabel('Zabt, of 60').fill('61');
    await page.getByRole('button', { name: 'Save the marks' }).click();
    await expect(page.getByText('This is more than the full marks, or less than none.')).toBeVisible();
    for (const [label, mark] of [
      ['Zabt, of 60', '52'],
      ['Tajweed, of 30', '24'],
      ['Salah, of 10', '9'],
    ] as const)
      await page.getByLabel(label).fill(mark);
    await page.getByRole('button', { name: 'Save the marks' }).click();
    const terms = sheets.getByRole('table', { name: 'سال کی میعادیں' });
    await expect(terms.getByRole('row').filter({ hasText: 'جاری' })).toContainText('۸۵');

    // Nothing that belongs to the screen is printed over the report.
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toHaveCount(1);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toHaveCount(0);
    await page.emulateMedia({ media: null });

    const href = await page.getByRole('link', { name: 'As PDF' }).getAttribute('href');
    const pdf = await page.request.get(href!);
    expect(pdf.status()).toBe(200);
    const bytes = (await pdf.body()).toString('latin1');
    // Two pages of A4, with marks and remarks too, set in Nastaliq.
    const pages = bytes.match(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/g) ?? [];
    expect(pages.length).toBe(2);
    expect(bytes).toContain('NotoNastaliqUrdu');
  });
});

test.describe('a parent, in Urdu, on a phone', () => {
  test.use({ ...signedIn('parent'), locale: 'ur-PK', viewport: { width: 360, height: 740 } });

  test('sees tonight’s page and the thirty juz of the own child', async ({ page }) => {
    await page.goto('/parent');
    const child = await page.locator('a[href^="/parent/children/"]').first().getAttribute('href');
    await page.goto(`${new URL(child!, 'http://here').pathname.split('/').slice(0, 4).join('/')}/progress`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ur');
    await expect(page.getByRole('heading', { level: 2, name: /صفحہ/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'تیس پارے' }).getByRole('link')).toHaveCount(30);
    await expect(page.getByRole('heading', { name: 'متوقع ختم' })).toBeVisible();
  });
});
