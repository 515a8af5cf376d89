import { expect, test } from '@playwright/test';
import { contextOf, signedIn } from './people';

test.use({ ...signedIn('examiner'), viewport: { width: 360, height: 740 } });

test('a test is asked for, drawn, marked with large buttons and closed; its ustadh sees no question before', async ({
  page,
  browser,
  baseURL,
}) => {
  // What an earlier try has asked for still waits: another child then.
  const name = ["Bilal Mas'ood", 'Anas Khan'][test.info().retry]!;
  const teacher = await contextOf(browser, 'ustadh', baseURL!);
  const ustadh = await teacher.newPage();
  await ustadh.goto('/teacher/today');
  await ustadh
    .getByRole('main')
    .getByRole('link', { name: /Halqa Umar/ })
    .first()
    .click();
  await ustadh.getByRole('button', { name: new RegExp(`^${name} Sabaq`) }).click();
  const child = await ustadh.getByRole('link', { name: `Record of ${name}` }).getAttribute('href');
  await ustadh.goto(`${child}/jaiza`);
  await ustadh.getByLabel('Which test').selectOption({ label: 'Test of the girdaan' });
  await ustadh.getByRole('button', { name: 'Ask for the test' }).click();
  const asked = ustadh.getByRole('link', { name: /^Test of the girdaan|Test of the girdaan$/ }).first();
  const href = (await asked.getAttribute('href'))!;

  await page.goto(href);
  await page.getByRole('button', { name: 'Draw the paper and begin' }).click();
  await expect(page.getByRole('heading', { name: 'Question 1' })).toBeVisible();
  await ustadh.goto(href);
  await expect(ustadh.getByText('Its questions are not shown before the result.')).toBeVisible();
  await expect(ustadh.getByText(/Question 1/)).toHaveCount(0);

  // The network goes in the middle: what was counted stays, nothing says that it is saved, and the next tap brings it.
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Lahn jali: one more' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'That was not sent' })).toBeVisible();
  await expect(page.getByText('Saved.')).toHaveCount(0);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Atak: one more' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Save, go on' }).click();
  await expect(page.getByRole('heading', { name: 'Question 2' })).toBeVisible();
  await page.getByRole('link', { name: 'To the result' }).click();
  await expect(page.getByText(/97\.5 of 100 from 1 of/)).toBeVisible();
  await page.getByRole('button', { name: 'Close the test' }).click();
  await expect(page.getByText('97.5 of 100 (passed from 80)')).toBeVisible();
  await ustadh.goto(href);
  await expect(ustadh.getByText('97.5 of 100 (passed from 80)')).toBeVisible();
  await teacher.close();
});
