import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { WriteForm } from '@/components/conversations/write-form';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Users } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { Trail } from '@/components/ui/trail';
import { writeFromOffice } from '@/lib/conversations/actions';
import { getFamilyOf } from '@/lib/conversations/queries';
import { aboutChild } from '@/lib/conversations/schema';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('form.title') };
}

export default async function NewConversationPage({ searchParams }: PageProps<'/admin/conversations/new'>) {
  const scope = await requireScope('conversations:write');
  const { student } = aboutChild.parse(await searchParams);
  const institutionId = scope.institution.id;
  const family =
    student && (await inTenant(scope, (tx) => getFamilyOf(tx, { institutionId, studentId: student })));
  if (student && !family) notFound();
  const [t, tag] = await Promise.all([getTranslations('conversations'), getLocale()]);
  const language = localeOfTag(tag);
  const title = t('form.title');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.conversations, label: t('title') }]} here={title} />}
        title={title}
        lead={family && t('about', { name: nameIn(family.child, language) })}
      />
      <Sheet className="max-w-3xl">
        {family ? (
          <WriteForm
            action={writeFromOffice}
            studentId={family.child.id}
            guardians={family.guardians}
            desk="OFFICE"
            school={nameIn(scope.institution, language)}
          />
        ) : (
          <EmptyState
            icon={Users}
            title={t('choose')}
            action={<ButtonLink href={routes.students}>{t('students')}</ButtonLink>}
          >
            {t('chooseBody')}
          </EmptyState>
        )}
      </Sheet>
    </>
  );
}
