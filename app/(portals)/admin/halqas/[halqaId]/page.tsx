import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { HalqaChildren } from '@/components/halqas/halqa-children';
import { HalqaSessions } from '@/components/halqas/halqa-sessions';
import { TeacherHistory } from '@/components/halqas/teacher-history';
import { ButtonLink } from '@/components/ui/button';
import { Pencil, UserRoundX } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getHalqa } from '@/lib/halqas/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('halqas'))('title') };
}

export default async function HalqaPage({ params }: { params: Promise<{ halqaId: string }> }) {
  const scope = await requireScope('halqas:read');
  const { halqaId } = await params;
  const halqa = isId(halqaId) ? await inTenant(scope, (tx) => getHalqa(tx, scope, halqaId)) : null;
  if (!halqa) notFound();
  const t = await getTranslations('halqas');
  const edit = can(scope.role, 'halqas:write') && (
    <ButtonLink href={routes.editHalqa(halqa.id)} icon={Pencil}>
      {t('edit')}
    </ButtonLink>
  );
  const taught = halqa.teachers.some(({ to }) => to === null);
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.halqas, label: t('title') }]} here={<bdi>{halqa.name}</bdi>} />}
        title={<PersonName layout="inline" name={halqa.name} nativeName={halqa.nativeName} />}
        lead={t('detail.lead', {
          programme: t(`programmes.${halqa.programme}`),
          session: halqa.sessions.map((session) => t(`sessions.${session}`)).join(t('comma')),
          campus: halqa.campus.name,
          count: halqa.students.length,
        })}
        actions={edit}
      />
      {!taught && (
        <Notice tone="warn" icon={UserRoundX}>
          {t('detail.nobody')}
        </Notice>
      )}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <HalqaChildren rows={halqa.students} mayEnrol={can(scope.role, 'students:write')} />
        <div className="grid min-w-0 gap-6">
          <TeacherHistory teachers={halqa.teachers} />
          <HalqaSessions sessions={halqa.meetings} />
        </div>
      </div>
    </>
  );
}
