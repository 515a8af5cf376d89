import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant } from '@/lib/core/db/tenant';
import { acceptInvitation, makeGuardian, makeGuardianUser, makeInvitation, makeStaff } from './makers';
import { makeUser } from './sessions';

export const wanderer = { email: 'yusuf@falah.example', phone: '+923003330001' };
const yusuf = { name: 'Qari Yusuf Abbasi', nativeName: 'قاری یوسف عباسی' };

/** An ustadh of one institution who is an uncle in another: one sign-in, two registers. Once. */
export async function makeTwoRegisters(school: Scope, family: Scope, password: string): Promise<void> {
  const token = await inTenant(school, async (tx) => {
    const known = { institutionId: school.institution.id, kind: 'EMAIL', value: wanderer.email };
    if (await tx.staffContact.count({ where: known })) return;
    const staff = await makeStaff(tx, school, { ...yusuf, ...wanderer });
    const halqa = await tx.halqa.findFirstOrThrow({ where: { institutionId: school.institution.id } });
    await tx.halqaTeacher.create({
      data: {
        institutionId: school.institution.id,
        id: v7(),
        halqaId: halqa.id,
        staffId: staff.id,
        fromDate: toDbDate('2026-01-01'),
      },
    });
    return makeInvitation(tx, school, { staffId: staff.id });
  });
  if (!token) return;
  await inTenant(family, async (tx) => {
    const institutionId = family.institution.id;
    const nephew = await tx.student.findFirstOrThrow({
      where: { institutionId, rollNo: { startsWith: 'JN-' } },
      orderBy: { rollNo: 'desc' },
      select: { id: true, campusId: true, halqaId: true },
    });
    const { id } = await makeGuardian(tx, family, { ...yusuf, phone: wanderer.phone });
    await tx.guardianship.create({
      data: {
        institutionId,
        id: v7(),
        studentId: nephew.id,
        campusId: nephew.campusId,
        guardianId: id,
        relation: 'UNCLE_AUNT',
        // The father is written to; the uncle looks.
        receivesMessages: false,
      },
    });
  });
  await acceptInvitation(token, await makeUser(wanderer.email, password, wanderer.phone));
  await makeGuardianUser(wanderer.phone);
}
