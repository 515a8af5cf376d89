import { expect, type Page } from '@playwright/test';
import type { Person } from './people';

/** The first address in the page's own list that looks like this one. */
async function follow(page: Page, list: string, address: RegExp): Promise<string> {
  await page.goto(list);
  const hrefs = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const href = hrefs.find((one) => address.test(one));
  expect(href, `a link like ${address} on ${list}`).toBeDefined();
  return href!;
}
const leaf = (of: string) => new RegExp(`^${of}/[0-9a-f-]{36}`);

/** Every page that a person meets on the journeys, with addresses read from the lists. */
export async function pagesOf(who: Person, page: Page): Promise<string[]> {
  if (who === 'ustadh') {
    // One that meets several times a day, then the one of Anas.
    const several = await follow(
      page,
      '/teacher/today',
      new RegExp(`${leaf('/teacher/today').source}\\?.*session=`),
    );
    await page.goto('/teacher/today');
    const halqa = (await page.getByRole('link', { name: 'Halqa Umar' }).first().getAttribute('href'))!;
    await page.goto(halqa);
    await page.getByRole('button', { name: /^Anas Khan Sabaq/ }).click();
    const child = await page.getByRole('link', { name: 'Record of Anas Khan' }).getAttribute('href');
    const account = [
      '',
      '/phone',
      '/second-factor',
      '/second-factor/authenticator',
      '/second-factor/passkey',
    ];
    const id = child!.split('/').at(-1);
    return [
      '/teacher/today',
      several,
      halqa,
      child!,
      `${child}/lesson`,
      `${child}/revision`,
      ...[`${child}/jaiza`, `${child}/mutashabihat`, '/teacher/jaiza'],
      ...[`/teacher/mushaf/${id}/1`, `/teacher/mushaf/${id}`],
      `${halqa.split('?')[0]!.replace('today', 'halqas')}/heat`,
      ...['plan', 'reading'].map((room) => halqa.replace(/[?].*/, `/${room}`)),
      `${child!}/progress`,
      ...['/teacher/conversations', '/teacher/notices', '/teacher/notifications'],
      `/teacher/conversations/new?student=${id}`,
      ...account.map((leaf) => `/account${leaf}`),
    ];
  }
  if (who === 'parent') {
    const child = await page.goto('/parent').then(() => follow(page, '/parent', leaf('/parent/children')));
    const written = await follow(page, '/parent/conversations', leaf('/parent/conversations'));
    const notice = await follow(page, '/parent/notices', leaf('/parent/notices'));
    return [
      ...[
        '/parent',
        child,
        `${child}/progress`,
        `${child}/views`,
        '/parent/messages',
        '/parent/messages/settings',
      ],
      ...['/parent/conversations', written, '/parent/conversations/new'],
      ...['/parent/notices', notice, '/parent/notifications'],
    ];
  }
  if (who === 'emptyOffice') {
    const last = await follow(page, '/admin/import', leaf('/admin/import'));
    return ['/admin', '/admin/import', last];
  }
  const student = await follow(page, '/admin/students?q=Anas', leaf('/admin/students'));
  const guardianship = await follow(page, student, leaf(`${student}/guardians`));
  const guardian = await follow(page, '/admin/guardians', leaf('/admin/guardians'));
  const halqa = await follow(page, '/admin/halqas', leaf('/admin/halqas'));
  const staff = await follow(page, '/admin/staff', leaf('/admin/staff'));
  const campus = await follow(page, '/admin/campuses', leaf('/admin/campuses'));
  const person = await follow(page, '/admin/people', leaf('/admin/people'));
  const edit = (of: string) => `${of}/edit`;
  return [
    ...[
      '/admin',
      '/admin/students',
      '/admin/students?q=nobody',
      '/admin/students/new',
      student,
      edit(student),
      `${student}/mushaf`,
      `${student}/mushaf/2`,
    ],
    ...['transfer', 'leaving', 'placement', 'guardians/new'].map((last) => `${student}/${last}`),
    `${student}/progress`,
    `/admin/reports/talimi/${student.split('/')[3]}`,
    ...['/admin/settings/terms', '/admin/settings/progress'],
    guardianship,
    ...[
      '/admin/guardians',
      guardian,
      edit(guardian),
      `${guardian}/slip`,
      '/admin/halqas',
      '/admin/halqas/new',
      halqa,
      edit(halqa),
    ],
    ...[
      '/admin/staff',
      '/admin/staff/new',
      staff,
      edit(staff),
      `${staff}/slip`,
      '/admin/campuses',
      '/admin/campuses/new',
      campus,
    ],
    ...['/admin/people', '/admin/people/new', person],
    ...['/admin/settings', '/admin/settings/grading', '/admin/settings/revision'],
    ...['/admin/settings/curriculum', '/admin/settings/care', '/admin/at-risk', '/admin/at-risk/sheet'],
    ...[
      '/admin/import',
      '/admin/messages',
      '/admin/messages/channel',
      '/admin/messages/kinds',
      '/admin/messages/send',
      '/admin/conversations',
      '/admin/conversations/new',
      '/admin/notices',
      '/admin/notices/new',
      '/admin/notifications',
      '/admin/settings/conversations',
      '/admin/audit',
      '/admin/audit?check=1',
    ],
  ];
}

/** What anyone may open. One address beside itself with a # would only be a leap in the same page. */
export const openPages = [
  '/invitation',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/slip',
  '/invitation#a-link-that-is-long-over',
  '/demo/phone',
  '/demo/mailbox',
  '/demo/authenticator',
  '/sign-in/second-factor/lost/link',
  '/nowhere',
  '/reset',
  '/reset?sent=1',
  '/reset/code',
  '/reset/link',
];

/** Nothing sticks out of a narrow screen: the page itself never scrolls sideways. */
export async function noSidewaysScroll(page: Page, address: string): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
}
