import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { toAppError } from '@/lib/core/errors';
import { invitePerson } from '@/lib/people/mutations';
import type { OfficeRole } from '@/lib/people/rules';
import { acceptInvitation, makeCampus, makeGuardian, makeHalqa, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

export const as = <T>(scope: Scope, work: (tx: TenantTx) => Promise<T>) => inTenant(scope, work);
export const refusal = (work: Promise<unknown>) => work.then(() => undefined, toAppError);

/** An institution and its admin. */
export async function makeHouse(name: string): Promise<Scope> {
  const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
  await makeInstitution({ name, admin });
  return scopeOf(admin);
}

/** Two campuses, north and south, each with a halqa, a child in it and the child's father.
 *  @param phones the fathers' numbers */
export async function makeSides(scope: Scope, phones: { north: string; south: string }) {
  const campuses = { north: '', south: '' };
  const halqas = { north: '', south: '' };
  await as(scope, async (tx) => {
    for (const side of ['north', 'south'] as const) {
      const campus = await makeCampus(tx, scope, { name: side });
      const halqa = await makeHalqa(tx, scope, { campusId: campus.id, name: `Halqa ${side}` });
      const guardian = await makeGuardian(tx, scope, { name: `Father ${side}`, phone: phones[side] });
      await makeStudent(tx, scope, {
        campusId: campus.id,
        halqaId: halqa.id,
        name: `Child ${side}`,
        guardianIds: [guardian.id],
      });
      campuses[side] = campus.id;
      halqas[side] = halqa.id;
    }
  });
  return { campuses, halqas };
}

let made = 0;
/** Somebody invited by the office, come, and signed in. */
export async function join(
  office: Scope,
  role: OfficeRole,
  change: { campusId?: string; email?: string } = {},
) {
  made += 1;
  const email = change.email ?? `${role}-${made}-${v7()}@example.org`;
  const input = { id: v7(), name: `Person ${made}`, email, role, campusId: change.campusId };
  const { token, staffId } = await as(office, (tx) => invitePerson(tx, office, input));
  const user = await makeUser(email, 'a long enough phrase');
  await acceptInvitation(token, user);
  const scope = await scopeOf(user, role, office.institution.id);
  const member = await as(office, (tx) =>
    tx.membership.findFirstOrThrow({ where: { institutionId: office.institution.id, userId: user, role } }),
  );
  return { user, email, staffId, scope, id: member.id, updatedAt: member.updatedAt.toISOString() };
}

export const studentsOf = (scope: Scope) =>
  as(scope, (tx) => tx.student.findMany({ select: { name: true } })).then((rows) =>
    rows.map(({ name }) => name),
  );
