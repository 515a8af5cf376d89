import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { signedIn } from './people';

test.use(signedIn('emptyOffice'));
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const register = (name: string) => path.join(import.meta.dirname, '../fixtures/jamia-noor', name);
/** The worker reads and saves beside the page; both come by themselves. */
const work = { timeout: 90_000 };

type Given = { name: string; buffer: Buffer; mimeType?: string };

async function bring(page: Page, file: string | Given): Promise<void> {
  await page.goto('/admin/import');
  const chosen = typeof file === 'string' ? file : { mimeType: 'text/csv', ...file };
  await page.getByLabel('File', { exact: true }).setInputFiles(chosen);
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page).toHaveURL(/\/admin\/import\/[0-9a-f-]{36}$/);
}
async function paste(page: Page, lines: string[]): Promise<void> {
  await page.goto('/admin/import');
  await page.getByLabel('Or paste the rows here').fill(lines.join('\n'));
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page).toHaveURL(/\/admin\/import\/[0-9a-f-]{36}$/);
}
/** The verdicts of the preview, as its bar says them: ready, with a note, to decide, refused. */
async function verdicts(page: Page): Promise<number[]> {
  const bar = page.getByRole('region', { name: 'Result of the check' }).getByRole('img');
  await expect(bar).toBeVisible(work);
  return [...(await bar.getAttribute('aria-label'))!.replaceAll(',', '').matchAll(/\d+/g)].map(Number);
}
async function save(page: Page, rows: number): Promise<void> {
  await page.getByRole('button', { name: `Save ${rows.toLocaleString('en-GB')} row` }).click();
  await expect(page.getByText(/^Saved on/)).toBeVisible(work);
}
const look = (page: Page, show: string) =>
  page.getByRole('navigation', { name: 'Which rows' }).getByRole('link', { name: show });
/** Names and values stand between marks of direction, which say nothing here. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');
async function rowOf(page: Page, row: number): Promise<string> {
  return plain(
    (await page
      .getByRole('table', { name: 'Rows' })
      .getByRole('row', { name: new RegExp(`^${row} `) })
      .first()
      .textContent())!,
  );
}

test('halqas.csv: 13 halqas, every column recognised, two campuses with them', async ({ page }) => {
  await bring(page, register('halqas.csv'));
  const [ready, warning, review, refused] = await verdicts(page);
  expect([ready! + warning!, review, refused]).toEqual([13, 0, 0]);
  await expect(page.getByText('6 of 6; choose another meaning where one is wrong.')).toBeVisible();
  await expect(page.getByText('Nothing is saved yet.')).toBeVisible();
  await save(page, 13);
  await page.goto('/admin/halqas');
  await expect(page.getByText('13 halqas.')).toBeVisible();
});

test('asatidha.csv: 13 asatidha, each with his halqa', async ({ page }) => {
  await bring(page, register('asatidha.csv'));
  const [ready, warning, , refused] = await verdicts(page);
  expect([ready! + warning!, refused]).toEqual([13, 0]);
  await save(page, 13);
  await page.goto('/admin/staff');
  await expect(page.getByText('13 people.')).toBeVisible();
  await expect(page.getByText('+92 323 2669470')).toBeVisible();
  await page.goto('/admin/halqas');
  await expect(page.getByRole('row').filter({ hasText: 'Halqa Umar' })).toContainText('Qari Anas Memon');
});

test('students.csv: 240 rows, five refused with row, field and reason; wishes for silence decided (P24); consent before saving (P15)', async ({
  page,
}) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => void dialogs.push(dialog.message()));
  await bring(page, register('students.csv'));
  const [ready, warning, review, refused] = await verdicts(page);
  expect([ready! + warning!, review, refused]).toEqual([211, 24, 5]);
  expect(ready).toBeGreaterThan(100);
  await expect(page.getByText('15 of 15; choose another meaning where one is wrong.')).toBeVisible();
  const wishes = page.getByRole('region', { name: '24 remarks look like a wish for no messages' });
  await wishes.getByRole('link', { name: 'Show these rows' }).click();
  await expect(page).toHaveURL(/show=decide/);
  expect(await rowOf(page, 5)).toContain('It says: do not send WhatsApp');
  await wishes.getByRole('button', { name: 'No messages to any of them' }).click();
  await expect(wishes).toContainText('24 without messages · 0 with messages · 0 to decide');
  const asked = page.getByRole('group', { name: 'Row 5: messages about this child?' });
  await asked.getByRole('button', { name: 'Send messages' }).click();
  await expect(wishes).toContainText('23 without messages · 1 with messages · 0 to decide');
  await expect(asked.getByRole('button', { name: 'Send messages', pressed: true })).toBeVisible();
  await look(page, 'Refused 5').click();
  await expect(page).toHaveURL(/show=refused/);
  for (const [row, field, reason] of [
    [9, 'Roll No', "is already Hasan Mas'ood (row 2)"],
    [35, 'DOB', '31/02/2015 is not a date. Did you mean 28/02/2015?'],
    [48, 'DOB', 'lies in the future'],
    [61, 'Guardian WhatsApp', 'is too short for a phone number'],
    [87, 'Halqa', 'There is no halqa'],
  ] as const) {
    const said = await rowOf(page, row);
    expect(said).toContain(`${field}: `);
    expect(said).toContain(reason);
  }
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Refused rows as CSV' }).click();
  const csv = fs.readFileSync(await (await download).path(), 'utf8');
  expect(csv).toContain('Roll No');
  expect(csv).toContain('Reason');
  expect(csv.trim().split('\r\n')).toHaveLength(6);
  expect(csv).toContain('31/02/2015 is not a date');

  const consent = page.getByRole('checkbox', { name: /holds the written consent/ });
  await page.getByRole('button', { name: 'Save 235 rows' }).click();
  await expect(consent).toBeFocused();
  await consent.check();
  await save(page, 235);
  await expect(page.getByText('5 rows were not saved; their reasons stand below.')).toBeVisible();
  await page.goto('/admin/students?q=script');
  await expect(page.getByRole('link', { name: '<script>alert(1)</script>' })).toBeVisible();
  await page.goto('/admin/students');
  await expect(page.getByText('235 students are enrolled in 13 halqas.')).toBeVisible();
  expect(dialogs).toEqual([]);
});

test('siblings share one guardian', async ({ page }) => {
  await page.goto('/admin/guardians?q=03262359586');
  const father = page.getByRole('row').filter({ hasText: "Yusuf Mas'ood" });
  await expect(father).toHaveCount(1);
  await expect(father).toContainText("Hasan Mas'ood");
  await expect(father).toContainText("Aminah Mas'ood");
});

test('diary.csv: 9,120 rows of history', async ({ page }) => {
  await bring(page, register('diary.csv'));
  const [ready, warning, review, refused] = await verdicts(page);
  expect(ready! + warning! + review! + refused!).toBe(9120);
  expect(refused).toBeLessThan(300);
  await save(page, ready! + warning!);
  await page.goto('/admin/students?q=JN-2023-0001');
  await page.getByRole('link', { name: "Hasan Mas'ood" }).click();
  await expect(page.getByRole('table', { name: /lessons/i }).getByRole('row')).not.toHaveCount(1);
});

/** A preview of what is in the register to the last row: it says so, and there is nothing to press but to put it away. */
async function expectAllHere(page: Page): Promise<void> {
  const [ready, warning, review, refused] = await verdicts(page);
  expect([ready! + warning!, review, refused]).toEqual([235, 0, 5]);
  await expect(page.getByText('235 rows are here already, and nothing of it would change.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Save/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Put the file away' }).click();
  await expect(page).toHaveURL(/\/admin\/import$/);
  await page.goto('/admin/students');
  await expect(page.getByText('235 students are enrolled in 13 halqas.')).toBeVisible();
}

test('the same students again: all 235 are here already, and no saving is offered', async ({ page }) => {
  await bring(page, register('students.csv'));
  await expectAllHere(page);
});

test('the same register as an Excel workbook is read to the same rows', async ({ page }) => {
  const { data } = Papa.parse<string[]>(fs.readFileSync(register('students.csv'), 'utf8'), {
    skipEmptyLines: true,
  });
  const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: 'Students', rows: data }] }));
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await bring(page, { name: 'students.xlsx', buffer, mimeType });
  await expectAllHere(page);
});

test('a blank file to fill in is known by its header when it comes back', async ({ page }) => {
  await page.goto('/admin/import');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Asatidha', exact: true }).last().click();
  const csv = fs.readFileSync(await (await download).path(), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(1);
  await bring(page, {
    name: 'filled.csv',
    buffer: Buffer.from(`${csv.trim()}\r\nQari New,,0300 5550199\r\n`),
  });
  await verdicts(page);
  await expect(page.getByText('7 of 7; choose another meaning where one is wrong.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop, keep nothing' }).click();
});

test('pasted rows: a column is corrected, two children are saved, and the whole is taken back', async ({
  page,
}) => {
  await paste(page, [
    'Roll No | Student Name | DOB | Abbu | Guardian WhatsApp | Halqa | Class Type',
    'JN-2026-0901 | Yunus Pasted | 12/04/2016 | Dawud Pasted | 0300 5550101 | Halqa Umar | HIFZ',
    'JN-2026-0902 | =2+5 Pasted | 12/04/2017 | Dawud Pasted | 0300 5550101 | Halqa Umar | HIFZ',
  ]);
  await verdicts(page);
  await expect(page.getByText('Left out, because we do not know them: Abbu.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Abbu' }).selectOption({ label: 'Guardian, father' });
  await page.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(page.getByText('7 of 7; choose another meaning where one is wrong.')).toBeVisible(work);
  await expect(page.getByText('starts like a formula. It is kept as plain text.')).toBeVisible();
  const [ready, warning] = await verdicts(page);
  expect(ready! + warning!).toBe(2);
  await page.getByRole('checkbox', { name: /holds the written consent/ }).check();
  await save(page, 2);
  const report = page.url();
  await page.goto('/admin/students?q=Pasted');
  await expect(page.getByRole('link', { name: '=2+5 Pasted' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Yunus Pasted' })).toBeVisible();

  await page.goto(report);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('Nothing of it is left.')).toBeVisible(work);
  await page.goto('/admin/students?q=Pasted');
  await expect(page.getByText('Nobody here matches “Pasted”')).toBeVisible();
});

test('nothing chosen, an empty file, too many rows, no table: each is named in a sentence', async ({
  page,
}) => {
  await page.goto('/admin/import');
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page.getByText('Choose a file or paste the rows first.')).toBeVisible();
  const header = 'Roll No,Student Name,Guardian WhatsApp,Halqa,Class Type\n';
  for (const [text, sentence] of [
    [header, 'There is nothing in this file below its header.'],
    [header + 'a,b,c,d,e\n'.repeat(20_001), 'This file has 20,001 rows; at most 20,000 can come at once.'],
    [`${header}"Anas,1,2,3,4\n5,6,7,8,9\n`, 'A quotation mark is opened near row'],
  ] as const) {
    await bring(page, { name: 'register.csv', buffer: Buffer.from(text) });
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible(work);
  }
});

test('a file of unsure encoding shows samples to choose from; UTF-16 is read as it is', async ({ page }) => {
  const hasan = Buffer.from([0xcd, 0xd3, 0xe4]); // حسن in windows-1256
  const before = Buffer.from('Roll No,Student Name,DOB,Guardian WhatsApp,Father,Halqa,Class Type\nX-1,');
  const after = Buffer.from(',12/04/2016,03005550102,Dawud,Halqa Umar,HIFZ\n');
  await bring(page, { name: 'old.csv', buffer: Buffer.concat([before, hasan, after]) });
  await expect(page.getByText('We cannot tell how this file was written.')).toBeVisible(work);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Arabic and Urdu of older Windows' })
    .getByRole('button', { name: 'Read it like this' })
    .click();
  await verdicts(page);
  await expect(page.getByRole('table', { name: 'Rows' })).toContainText('حسن');
  await page.getByRole('button', { name: 'Stop, keep nothing' }).click();

  const utf16 = Buffer.from(`\ufeff${before.toString()}حسن${after.toString()}`, 'utf16le');
  await bring(page, { name: 'sheet.csv', buffer: utf16 });
  await verdicts(page);
  await expect(page.getByRole('table', { name: 'Rows' })).toContainText('حسن');
  await page.getByRole('button', { name: 'Stop, keep nothing' }).click();
});
