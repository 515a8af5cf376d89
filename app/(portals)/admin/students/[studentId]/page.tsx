import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StudentRooms } from '@/components/layout/student-rooms';
import { ReadingSheet } from '@/components/reading/reading-sheet';
import { AttendanceSheet } from '@/components/students/profile/attendance-sheet';
import { BoardSheet } from '@/components/students/profile/board-sheet';
import { ConsentSheet } from '@/components/students/profile/consent-sheet';
import { EnrolmentsSheet } from '@/components/students/profile/enrolments-sheet';
import { GuardiansSheet } from '@/components/students/profile/guardians-sheet';
import { LessonsSheet } from '@/components/students/profile/lessons-sheet';
import { MessagesSheet } from '@/components/students/profile/messages-sheet';
import { NotesSheet } from '@/components/students/profile/notes-sheet';
import { ProfileHead } from '@/components/students/profile/profile-head';
import { ProfileLedger } from '@/components/students/profile/profile-ledger';
import { ViewsSheet } from '@/components/students/profile/views-sheet';
import { ButtonLink } from '@/components/ui/button';
import { ArrowLeftRight, DoorOpen, Pencil, UserPlus } from '@/components/ui/icons';
import { noteView } from '@/lib/audit/views/mutations';
import { listViews } from '@/lib/audit/views/queries';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { getReadingOf } from '@/lib/reading/curriculum/queries';
import { openHealthNotes } from '@/lib/students/health/mutations';
import { maySeeMessages, maySeeNotes, mayWriteStudents } from '@/lib/students/policy';
import { getStudentProfile } from '@/lib/students/profile/queries';

const VIEWS_SHOWN = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('students'))('title') };
}

export default async function StudentPage({
  params,
  searchParams,
}: PageProps<'/admin/students/[studentId]'>) {
  const scope = await requireScope('students:read');
  const { studentId: id } = await params;
  // Not opened yet, so not noted and not shown.
  if (await isFetchedAhead()) notFound();
  const { institution, today, role } = scope;
  const institutionId = institution.id;
  const wished = (await searchParams).health === 'open' && maySeeNotes(role);
  const found = isId(id)
    ? await inTenant(scope, async (tx) => {
        await noteView(tx, id);
        const child = await getStudentProfile(tx, { institutionId, id, today });
        const programme = child?.programme ?? '';
        return {
          student: child,
          reading: await getReadingOf(tx, { institutionId, studentId: id, programme }),
          health: wished ? await openHealthNotes(tx, { institutionId, studentId: id }) : undefined,
          views: can(role, 'audit:read')
            ? await listViews(tx, { institutionId, studentId: id, limit: VIEWS_SHOWN })
            : undefined,
        };
      })
    : undefined;
  if (!found?.student) notFound();
  const { student, reading, health, views } = found;
  const t = await getTranslations('students.profile');
  const mayWrite = mayWriteStudents(role);
  const here = student.status === 'ACTIVE';
  const actions =
    mayWrite &&
    (here ? (
      <>
        <ButtonLink href={routes.leaveStudent(id)} variant="ghost" icon={DoorOpen}>
          {t('leave')}
        </ButtonLink>
        <ButtonLink href={routes.transferStudent(id)} icon={ArrowLeftRight}>
          {t('transfer')}
        </ButtonLink>
        <ButtonLink href={routes.editStudent(id)} variant="primary" icon={Pencil}>
          {t('edit')}
        </ButtonLink>
      </>
    ) : (
      <>
        <ButtonLink href={routes.editStudent(id)} icon={Pencil}>
          {t('edit')}
        </ButtonLink>
        <ButtonLink href={routes.returnStudent(id)} variant="primary" icon={UserPlus}>
          {t('return')}
        </ButtonLink>
      </>
    ));
  return (
    <>
      <ProfileHead student={student} today={today} actions={actions} />
      <StudentRooms portal="admin" student={student} role={role} />
      <ProfileLedger student={student} institution={institution} today={today} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-6">
          <BoardSheet student={student} institution={institution} mayWrite={mayWrite} />
          {reading && <ReadingSheet {...reading} />}
          <LessonsSheet student={student} institution={institution} />
          {maySeeMessages(role) && <MessagesSheet messages={student.messages} />}
          {maySeeNotes(role) && <NotesSheet student={student} institution={institution} health={health} />}
        </div>
        <div className="grid min-w-0 gap-6">
          <AttendanceSheet student={student} institution={institution} today={today} />
          <GuardiansSheet student={student} institution={institution} mayWrite={mayWrite} />
          <EnrolmentsSheet enrolments={student.enrolments} />
          <ConsentSheet consents={student.consents} institution={institution} />
          {views && <ViewsSheet views={views} studentId={id} timeZone={institution.timeZone} />}
        </div>
      </div>
    </>
  );
}
