import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { toDbDate } from '@/lib/core/db/dates';
import { callAuth } from '@/lib/core/db/definers';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameWords, normaliseName } from '@/lib/core/name';

// Fixtures as verbs, for the demonstration and the tests: small rows straight into tables, as the admin.
type Made = { id: string };

export async function makeCampus(
  tx: TenantTx,
  scope: Scope,
  input: { name: string; nativeName?: string },
): Promise<Made> {
  const id = v7();
  await tx.campus.create({
    data: {
      institutionId: scope.institution.id,
      id,
      name: input.name,
      nativeName: input.nativeName ?? null,
      sortName: normaliseName(input.name),
    },
  });
  return { id };
}

export async function makeHalqa(
  tx: TenantTx,
  scope: Scope,
  input: {
    campusId: string;
    name: string;
    nativeName?: string;
    programme?: string;
    session?: string;
    /** In the order of the day, of a halqa that meets more than once. */
    sessions?: string[];
    sessionKinds?: Record<string, string[]>;
    staffId?: string;
  },
): Promise<Made> {
  const id = v7();
  const institutionId = scope.institution.id;
  await tx.halqa.create({
    data: {
      institutionId,
      id,
      campusId: input.campusId,
      name: input.name,
      nativeName: input.nativeName ?? null,
      sortName: normaliseName(input.name),
      programme: input.programme ?? 'HIFZ',
      sessions: input.sessions ?? [input.session ?? 'MORNING'],
      sessionKinds: input.sessionKinds ?? {},
    },
  });
  if (input.staffId) {
    await tx.halqaTeacher.create({
      data: {
        institutionId,
        id: v7(),
        halqaId: id,
        staffId: input.staffId,
        fromDate: toDbDate('2026-01-01'),
      },
    });
  }
  return { id };
}

export async function makeStaff(
  tx: TenantTx,
  scope: Scope,
  input: { name: string; nativeName?: string; phone?: string; email?: string },
): Promise<Made> {
  const id = v7();
  const institutionId = scope.institution.id;
  await tx.staff.create({
    data: {
      institutionId,
      id,
      name: input.name,
      nativeName: input.nativeName ?? null,
      sortName: normaliseName(input.name),
    },
  });
  const contacts = [
    ...(input.phone ? [{ kind: 'PHONE', value: input.phone }] : []),
    ...(input.email ? [{ kind: 'EMAIL', value: input.email }] : []),
  ];
  await tx.staffContact.createMany({
    data: contacts.map((c) => ({ institutionId, id: v7(), staffId: id, ...c })),
  });
  return { id };
}

/** An invitation for a member of staff. @returns the token of its link */
export async function makeInvitation(
  tx: TenantTx,
  scope: Scope,
  input: { staffId: string; role?: string },
): Promise<string> {
  const token = opaqueToken();
  await tx.staffInvitation.create({
    data: {
      institutionId: scope.institution.id,
      id: v7(),
      staffId: input.staffId,
      role: input.role ?? 'teacher',
      tokenHash: sha256(token),
      expiresAt: new Date(scope.now.getTime() + 7 * 86_400_000),
      invitedBy: scope.userId,
    },
  });
  return token;
}

export async function acceptInvitation(token: string, userId: string): Promise<void> {
  await callAuth('auth.accept_invitation', [sha256(token), userId]);
}

/** Signs a guardian in by number once, as the first one-time code does. @returns the user's id */
export async function makeGuardianUser(phone: string): Promise<string> {
  const code = opaqueToken();
  await callAuth('auth.request_code', [v7(), phone, sha256(code)]);
  const [row] = await callAuth<{ verify_code: string }>('auth.verify_code', [phone, sha256(code), v7()]);
  if (!row?.verify_code) throw new Error('no guardian has this number');
  return row.verify_code;
}

export async function makeGuardian(
  tx: TenantTx,
  scope: Scope,
  input: { name: string; nativeName?: string; phone?: string; language?: string },
): Promise<Made> {
  const id = v7();
  const institutionId = scope.institution.id;
  await tx.guardian.create({
    data: {
      institutionId,
      id,
      name: input.name,
      nativeName: input.nativeName ?? null,
      sortName: normaliseName(input.name),
      language: input.language ?? 'ur',
    },
  });
  if (input.phone) {
    await tx.guardianContact.create({
      data: { institutionId, id: v7(), guardianId: id, kind: 'PHONE', value: input.phone, isPrimary: true },
    });
  }
  await tx.guardianWord.createMany({
    data: nameWords(input.name, input.nativeName).map((word) => ({
      institutionId,
      id: v7(),
      guardianId: id,
      word,
    })),
  });
  return { id };
}

export type StudentInput = {
  campusId: string;
  /** Null: a child who waits for a halqa. */
  halqaId: string | null;
  name: string;
  nativeName?: string;
  rollNo?: string;
  programme?: string;
  direction?: 'FORWARD' | 'BACKWARD';
  startJuz?: number;
  gender?: 'MALE' | 'FEMALE';
  bornOn?: string;
  guardianIds?: string[];
};

export async function makeStudent(tx: TenantTx, scope: Scope, input: StudentInput): Promise<Made> {
  const id = v7();
  const institutionId = scope.institution.id;
  const { campusId, halqaId } = input;
  const programme = input.programme ?? 'HIFZ';
  await tx.student.create({
    data: {
      institutionId,
      id,
      campusId,
      halqaId,
      programme,
      rollNo: input.rollNo ?? null,
      name: input.name,
      nativeName: input.nativeName ?? null,
      sortName: normaliseName(input.name),
      gender: input.gender ?? null,
      bornOn: input.bornOn ? toDbDate(input.bornOn) : null,
      direction: input.direction ?? 'BACKWARD',
      startJuz: input.startJuz ?? 30,
      admittedOn: toDbDate('2026-01-05'),
    },
  });
  await tx.studentWord.createMany({
    data: nameWords(input.name, input.nativeName, input.rollNo).map((word) => ({
      institutionId,
      id: v7(),
      studentId: id,
      campusId,
      word,
    })),
  });
  if (halqaId) {
    const fromDate = toDbDate('2026-01-05');
    await tx.enrolment.create({
      data: { institutionId, id: v7(), studentId: id, campusId, halqaId, programme, fromDate },
    });
  }
  await tx.guardianship.createMany({
    data: (input.guardianIds ?? []).map((guardianId, i) => ({
      institutionId,
      id: v7(),
      studentId: id,
      campusId,
      guardianId,
      relation: i ? 'MOTHER' : 'FATHER',
      isPrimary: i === 0,
    })),
  });
  await tx.consent.create({
    data: {
      institutionId,
      id: v7(),
      studentId: id,
      campusId,
      kind: 'ENROLMENT',
      wording: 'enrolment-2026-1',
      attestedBy: scope.userId,
    },
  });
  return { id };
}
