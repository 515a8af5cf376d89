import { type Browser, expect, type Page, test } from '@playwright/test';
import { contextOf, type Person } from './people';

const unknown = '01980000-0000-7000-8000-00000000dead';
const secrets = ['Anas', 'Jamia Noor', 'Halqa Umar', 'JN-2026', '3001110001', 'انس'];

interface Found {
  student: string;
  guardian: string;
  halqa: string;
  staff: string;
  campus: string;
  guardianship: string;
}
let found: Found;

const idOf = async (page: Page, address: string, link: RegExp): Promise<string> => {
  await page.goto(address);
  const href = await page.getByRole('main').getByRole('link', { name: link }).first().getAttribute('href');
  return href!.split('/').at(-1)!;
};

async function pageOf(browser: Browser, who: Person, baseURL: string): Promise<Page> {
  return (await contextOf(browser, who, baseURL)).newPage();
}

test.beforeAll(async ({ browser }, { project }) => {
  const page = await pageOf(browser, 'office', project.use.baseURL!);
  const student = await idOf(page, '/admin/students?q=Anas', /^Anas Khan/);
  found = {
    student,
    guardian: await idOf(page, '/admin/guardians?q=Abdullah+Khan', /^Abdullah Khan/),
    halqa: await idOf(page, '/admin/halqas', /^Halqa Umar/),
    staff: await idOf(page, '/admin/staff', /^Qari Anas Memon/),
    campus: await idOf(page, '/admin/campuses', /^North/),
    guardianship: await idOf(page, `/admin/students/${student}`, /^Change/),
  };
  await page.context().close();
});

/** The answer to a foreign id must be the answer to an id that never was: status, words and all. */
async function sameNothing(
  page: Page,
  addresses: readonly ((id: string) => string)[],
  id: string,
): Promise<void> {
  const never = await page.goto(addresses[0]!(unknown));
  expect(never?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  const nothing = (await page.getByRole('main').textContent())!;
  for (const addressOf of addresses) {
    const foreign = await page.goto(addressOf(id));
    expect(foreign?.status(), addressOf(id)).toBe(404);
    await expect(page.getByRole('main')).toHaveText(nothing);
    const html = await foreign!.text();
    for (const secret of secrets) expect(html, addressOf(id)).not.toContain(secret);
  }
}

test('P05: the office of another institution finds nothing by address', async ({ browser, baseURL }) => {
  const page = await pageOf(browser, 'farOffice', baseURL!);
  const { student, guardian, halqa, staff, campus, guardianship } = found;
  const leaves = ['', '/edit', '/transfer', '/leaving', '/placement', '/return', '/guardians/new'];
  await sameNothing(
    page,
    leaves.map((leaf) => (id: string) => `/admin/students/${id}${leaf}`),
    student,
  );
  await sameNothing(page, [(id) => `/admin/students/${student}/guardians/${id}`], guardianship);
  for (const [room, id] of [
    ['guardians', guardian],
    ['halqas', halqa],
    ['staff', staff],
  ] as const)
    await sameNothing(page, [(one) => `/admin/${room}/${one}`, (one) => `/admin/${room}/${one}/edit`], id);
  await sameNothing(page, [(id) => `/admin/campuses/${id}`], campus);
  await page.context().close();
});

test('P01 P05: nor by search, lists and filters; its own people are all there', async ({
  browser,
  baseURL,
}) => {
  const page = await pageOf(browser, 'farOffice', baseURL!);
  await page.goto('/admin/students');
  await expect(page.getByRole('table', { name: 'Register of students' }).getByRole('row')).toHaveCount(9);
  await expect(page.getByRole('link', { name: 'Aminah Baig' })).toBeVisible();
  for (const address of [
    '/admin',
    '/admin/students?status=ALL',
    '/admin/students?q=Anas',
    `/admin/students?halqa=${found.halqa}`,
    '/admin/guardians?q=Abdullah',
    '/admin/guardians?q=3001110001',
    '/admin/halqas',
    '/admin/staff?status=ALL',
    '/admin/campuses',
    '/admin/messages',
    '/admin/import',
  ]) {
    await page.goto(address);
    const main = await page.getByRole('main').textContent();
    // What was typed into the search is said back and proves nothing.
    const typed = new URL(address, baseURL).searchParams.get('q') ?? '';
    for (const secret of secrets)
      if (!typed.includes(secret) && !secret.includes(typed || ' '))
        expect(main, address).not.toContain(secret);
  }
  await page.goto('/admin/students?q=Anas');
  await expect(page.getByText('Nobody here matches “Anas”')).toBeVisible();
  await page.context().close();
});

test('P05: nor the ustadh of another institution', async ({ browser, baseURL }) => {
  const page = await pageOf(browser, 'farUstadh', baseURL!);
  await page.goto('/teacher/today');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Halqa Maryam' })).toBeVisible();
  await sameNothing(page, [(id) => `/teacher/students/${id}`], found.student);
  await sameNothing(page, [(id) => `/teacher/today/${id}`], found.halqa);
  await page.context().close();
});

test('P05: nor a parent of another institution; and no portal opens to the wrong role', async ({
  browser,
  baseURL,
}) => {
  const page = await pageOf(browser, 'farParent', baseURL!);
  await page.goto('/parent');
  const children = page.getByRole('navigation', { name: 'Children' }).getByRole('link');
  await expect(children).toHaveCount(2);
  await expect(children.filter({ hasText: 'Aminah Baig' })).toBeVisible();
  await sameNothing(page, [(id) => `/parent/children/${id}`], found.student);
  for (const door of ['/admin', `/admin/students/${found.student}`, '/teacher/today']) {
    await page.goto(door);
    await expect(page).toHaveURL('/parent');
  }
  await page.context().close();
});
