import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { noteView } from '@/lib/audit/views/mutations';
import { getCampus, listCampuses, listCampusOptions } from '@/lib/campuses/queries';
import { campusList } from '@/lib/campuses/schema';
import type { Scope } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { getShell, getToday } from '@/lib/dashboard/queries';
import { listGuardians } from '@/lib/guardians/list/queries';
import { guardianListQuery } from '@/lib/guardians/list/schema';
import { getGuardian } from '@/lib/guardians/queries';
import { getHalqa, listHalqas } from '@/lib/halqas/queries';
import { halqaList } from '@/lib/halqas/schema';
import { listDeliveries } from '@/lib/messages/queries';
import { messageLog } from '@/lib/messages/schema';
import { getStaff, listStaff } from '@/lib/staff/queries';
import { staffList } from '@/lib/staff/schema';
import { getRegister, listStudents } from '@/lib/students/list/queries';
import { studentListQuery } from '@/lib/students/list/schema';
import { getStudentProfile } from '@/lib/students/profile/queries';
import { makeCampus, makeGuardian, makeHalqa, makeStaff, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { makeRequest, makeSupportStaff, supportSession } from '@/prisma/seed/support';

const password = 'a long enough phrase';
let admin: Scope;
let ids: Record<'campus' | 'staff' | 'halqa' | 'guardian' | 'student', string>;

beforeAll(async () => {
  const user = await makeUser(`reads-${v7()}@example.org`, password);
  await makeInstitution({ name: 'Jamia Reads', admin: user });
  admin = await scopeOf(user);
  ids = await inTenant(admin, async (tx) => {
    const campus = (await makeCampus(tx, admin, { name: 'North' })).id;
    const staff = (await makeStaff(tx, admin, { name: 'Qari Anas', phone: '+923001112233' })).id;
    const halqa = (await makeHalqa(tx, admin, { campusId: campus, name: 'Umar', staffId: staff })).id;
    const guardian = (await makeGuardian(tx, admin, { name: 'Abdullah', phone: '+923001112244' })).id;
    const child = { campusId: campus, halqaId: halqa, name: 'Anas Khan', guardianIds: [guardian] };
    const student = (await makeStudent(tx, admin, child)).id;
    return { campus, staff, halqa, guardian, student };
  });
});

async function visit(write: boolean): Promise<Scope> {
  const staff = await makeSupportStaff(`sana-${v7()}@example.org`, password, 'Sana Iqbal');
  const session = await supportSession(staff);
  const grant = await makeRequest(session, admin.institution.id, '4182');
  await inTenant(
    admin,
    (tx) => tx.$queryRaw`SELECT app.decide_support(${grant}::uuid, true, 30, ${write}, NULL)`,
  );
  await callAuth('auth.begin_support', [session.tokenHash, grant]);
  return (await session.enter())!;
}

const house = ({ institution }: Scope) => ({ institutionId: institution.id, country: institution.country });

/** What the pages of the office read, each as its page does. */
const pages: Record<string, (tx: TenantTx, scope: Scope) => Promise<unknown>> = {
  frame: getShell,
  today: async (tx, scope) => [await getToday(tx, scope), await listCampusOptions(tx, scope)],
  students: async (tx, scope) => [
    await listStudents(tx, { ...house(scope), query: studentListQuery.parse({}) }),
    await getRegister(tx, { institutionId: scope.institution.id }),
  ],
  'a student': async (tx, scope) => {
    await noteView(tx, ids.student);
    return getStudentProfile(tx, {
      institutionId: scope.institution.id,
      id: ids.student,
      today: scope.today,
    });
  },
  guardians: (tx, scope) => listGuardians(tx, { ...house(scope), query: guardianListQuery.parse({}) }),
  'a guardian': (tx, scope) => getGuardian(tx, { institutionId: scope.institution.id, id: ids.guardian }),
  halqas: (tx, scope) => listHalqas(tx, scope, halqaList.parse({})),
  'a halqa': (tx, scope) => getHalqa(tx, scope, ids.halqa),
  staff: (tx, scope) => listStaff(tx, scope, staffList.parse({})),
  'an ustadh': (tx, scope) => getStaff(tx, scope, ids.staff),
  campuses: (tx, scope) => listCampuses(tx, scope, campusList.parse({})),
  'a campus': (tx, scope) => getCampus(tx, scope, ids.campus),
  messages: (tx, scope) => listDeliveries(tx, scope, messageLog.parse({})),
};

describe.each([
  ['read only', false],
  ['that may write', true],
])('P04 a visit %s', (_kind, write) => {
  let scope: Scope;
  beforeAll(async () => {
    scope = await visit(write as boolean);
  });
  test.each(Object.keys(pages).filter((page) => page !== 'frame'))(
    'reads what the office reads: %s',
    async (page) => {
      const seen = await inTenant(scope, (tx) => pages[page]!(tx, scope));
      const office = await inTenant(admin, (tx) => pages[page]!(tx, admin));
      expect(seen).toBeTruthy();
      // The office reads its own sign-ins and notes besides; nothing of that is in a new institution.
      // Of a parent's number, who only looks sees the end.
      const shown = JSON.stringify(office).replaceAll('+923001112244', write ? '+923001112244' : '•••2244');
      expect(JSON.parse(JSON.stringify(seen))).toEqual(JSON.parse(shown));
    },
  );

  test('P04 a parent’s number is masked for who only looks, on every page that shows one', async () => {
    const shown = await inTenant(scope, async (tx) =>
      JSON.stringify([
        await pages['a student']!(tx, scope),
        await pages.guardians!(tx, scope),
        await pages['a guardian']!(tx, scope),
      ]),
    );
    expect(shown.match(/•••2244/g) ?? []).toHaveLength(write ? 0 : 3);
    expect(shown.includes('+923001112244')).toBe(Boolean(write));
  });

  test('P04 parents see who opened the record, by the ticket', async () => {
    await inTenant(scope, (tx) => noteView(tx, ids.student));
    const views = await inTenant(admin, (tx) =>
      tx.recordView.findMany({ where: { studentId: ids.student, userId: scope.userId } }),
    );
    expect(views).toMatchObject([{ role: 'support', ticket: '4182' }]);
  });
});
