import { type Browser, expect, type Page, test } from '@playwright/test';
import { contextOf, people, proveFactor } from './people';

test.describe.configure({ mode: 'serial' });

const reason = 'Two daily reports show failed since Tuesday. We need to see the delivery states.';

/** Both sides at once, each in a browser of its own. */
async function twoSides(browser: Browser, baseURL: string): Promise<{ office: Page; support: Page }> {
  const [office, support] = [
    await contextOf(browser, 'office', baseURL),
    await contextOf(browser, 'support', baseURL),
  ];
  return { office: await office.newPage(), support: await support.newPage() };
}

/** Whatever an earlier run left open is over. */
async function closeAll(support: Page): Promise<void> {
  await support.goto('/support');
  const open = support.getByRole('button', { name: /^(End the visit|No longer needed)$/ });
  while (await open.count()) {
    await open.first().click();
    await expect(support.getByText('The visit is over. The institution has its receipt.')).toBeVisible();
    await support.goto('/support');
  }
}

async function ask(support: Page, ticket: string): Promise<void> {
  await support.goto('/support');
  await support.getByRole('link', { name: 'Ask Jamia Noor' }).click();
  await support.getByLabel('Ticket').fill(ticket);
  await support.getByLabel(/^Reason/).fill(reason);
  await support.getByRole('button', { name: 'Ask Jamia Noor' }).click();
  await expect(support.getByText('Asked. The institution knows now')).toBeVisible();
}

/** Goes in; where the second factor is older than ten minutes, after proving it again. */
async function goIn(support: Page): Promise<void> {
  await support.goto('/support');
  const enter = support.getByRole('button', { name: 'Go into Jamia Noor' });
  await enter.click();
  await support.waitForURL(/\/admin$|second-factor/);
  if (support.url().includes('second-factor')) {
    await proveFactor(support, people.support);
    await support.goto('/support');
    await enter.click();
  }
  await expect(support).toHaveURL('/admin');
}

test('P04: HifzPro staff see names and states, ask in a full sentence, and are refused with a word', async ({
  browser,
  baseURL,
}) => {
  const { office, support } = await twoSides(browser, baseURL!);
  await closeAll(support);
  await expect(support.getByRole('row', { name: /Madrasa Al-Falah/ })).toContainText('open');
  for (const closed of ['/admin', '/admin/students', '/teacher/today', '/parent']) {
    await support.goto(closed);
    await expect(support).toHaveURL('/support');
  }
  await support.getByRole('link', { name: 'Ask Jamia Noor' }).click();
  await support.getByLabel('Ticket').fill('4181');
  await support.getByLabel(/^Reason/).fill('look at messages');
  await support.getByRole('button', { name: 'Ask Jamia Noor' }).click();
  await expect(support.getByText('in at least one full sentence')).toBeVisible();
  await expect(support.getByLabel('Ticket')).toHaveValue('4181');
  await support.getByLabel(/^Reason/).fill(reason);
  await support.getByRole('button', { name: 'Ask Jamia Noor' }).click();
  await expect(support.getByText('Asked. The institution knows now')).toBeVisible();

  // The admin is told on every page, and by a letter.
  await office.goto('/admin/students');
  await expect(office.getByText('HifzPro support asks to look inside.')).toBeVisible();
  await office.getByRole('link', { name: 'Answer' }).click();
  await expect(office.getByRole('heading', { name: 'Sana Iqbal asks to look inside' })).toBeVisible();
  await expect(office.getByText(reason)).toBeVisible();
  await office.getByLabel('Why not?').fill('Please call us first.');
  await office.getByRole('button', { name: 'Refuse, with a word' }).click();
  await expect(office.getByRole('heading', { level: 1, name: 'Ticket 4181' })).toBeVisible();

  await support.goto('/support');
  await expect(support.getByText('They said: Please call us first.').first()).toBeVisible();
  await expect(support.getByRole('button', { name: 'Go into Jamia Noor' })).toHaveCount(0);
  await office.context().close();
  await support.context().close();
});

test('P04: a visit seen from both sides, from the question to the receipt', async ({ browser, baseURL }) => {
  test.slow();
  const { office, support } = await twoSides(browser, baseURL!);
  await closeAll(support);
  await ask(support, '4182');

  await office.goto('/admin/support');
  await office.getByText('30 min', { exact: true }).click();
  await expect(office.getByLabel('Read only')).toBeChecked();
  await office.getByRole('button', { name: 'Open the door' }).click();
  await expect(office.getByText('The door is open for Sana Iqbal.')).toBeVisible();

  await goIn(support);
  await expect(support.getByText(/You are inside .Jamia Noor/)).toBeVisible();
  await expect(support.getByText(/Ticket .4182., read only/)).toBeVisible();
  await expect(support.getByRole('timer')).toHaveText(/^(30:00|29:\d\d) left$/);

  // Reading works, writing and taking along do not.
  await support.goto('/admin/students?q=Anas');
  await support.getByRole('main').getByRole('link', { name: 'Anas Khan' }).first().click();
  await expect(support.getByRole('heading', { level: 1, name: /Anas Khan/ })).toBeVisible();
  await expect(support.getByRole('main').getByRole('link', { name: 'Edit' })).toHaveCount(0);
  const child = new URL(support.url()).pathname;
  for (const closed of [
    `${child}/edit`,
    '/admin/import',
    '/admin/people',
    '/admin/audit',
    '/admin/support',
  ]) {
    const answer = await support.goto(closed);
    expect(answer?.status(), closed).toBe(404);
  }
  for (const taken of ['/admin/audit/export', '/admin/students/consent-form/ur'])
    expect((await support.request.get(taken)).status(), taken).toBe(404);
  const ahead = await support.request.get(child, { headers: { purpose: 'prefetch' } });
  expect(ahead.status()).toBe(404);
  expect(await ahead.text()).not.toContain('Anas Khan');

  // The office watches it come in by itself.
  await office.goto('/admin/support');
  await expect(office.getByText('HifzPro support is inside.').first()).toBeVisible();
  const list = office.getByRole('list', { name: 'Pages opened, tries refused and changes' });
  await expect(list.getByText(/Opened the record of .Anas Khan/)).toHaveCount(1);
  await expect(list.getByText('Tried to open the audit trail. Refused.').first()).toBeVisible();
  await support.goto('/admin/halqas');
  await expect(list.getByText('Opened the list of halqas')).toBeVisible({ timeout: 20_000 });

  // One button, and the next request is outside.
  await office.getByRole('main').getByRole('button', { name: 'End now' }).click();
  await expect(office.getByRole('heading', { level: 1, name: 'Receipt of visit 4182' })).toBeVisible();
  await expect(list.getByText(/Opened the record of .Anas Khan/)).toBeVisible();
  await expect(office.getByText('HifzPro support is inside.')).toHaveCount(0);
  await support.goto(child);
  await expect(support).toHaveURL('/support');
  await office.context().close();
  await support.context().close();
});

test('P04: a visit that may write changes a name, and the receipt says so', async ({ browser, baseURL }) => {
  test.slow();
  const { office, support } = await twoSides(browser, baseURL!);
  await closeAll(support);
  await ask(support, '4183');
  await office.goto('/admin/support');
  await office.getByText('Read and change').click();
  await office.getByRole('button', { name: 'Open the door' }).click();
  await expect(office.getByText('The door is open for Sana Iqbal.')).toBeVisible();
  await goIn(support);
  await expect(support.getByText(/Ticket .4183., may change/)).toBeVisible();
  await support.goto('/admin/campuses');
  await support.getByRole('main').getByRole('link', { name: 'North' }).first().click();
  await support.getByLabel('Address').fill('Street 7, Lahore');
  await support.getByRole('button', { name: 'Save' }).click();
  await expect(support).toHaveURL('/admin/campuses');
  await support.getByRole('button', { name: 'End the visit' }).click();
  await expect(support.getByText('The visit is over. The institution has its receipt.')).toBeVisible();

  await office.goto('/admin/support');
  await office.getByRole('link', { name: 'Look at ticket 4183' }).first().click();
  await expect(office.getByRole('heading', { level: 1, name: 'Receipt of visit 4183' })).toBeVisible();
  await expect(office.getByText(/Changed .North/)).toBeVisible();
  await office.context().close();
  await support.context().close();
});
