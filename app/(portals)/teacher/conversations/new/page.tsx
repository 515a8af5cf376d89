import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { takesMessages } from '@/components/conversations/hours-line';
import { WriteForm } from '@/components/conversations/write-form';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { EmptyState } from '@/components/ui/empty-state';
import { Users } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { writeFromUstadh } from '@/lib/conversations/actions';
import { getFamilyOf, getHours } from '@/lib/conversations/queries';
import { aboutChild } from '@/lib/conversations/schema';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('form.title') };
}

export default async function NewConversationPage({ searchParams }: PageProps<'/teacher/conversations/new'>) {
  const scope = await requireScope('halqa:teach');
  const { student } = aboutChild.parse(await searchParams);
  const institutionId = scope.institution.id;
  const { family, hours } = await inTenant(scope, async (tx) => ({
    family: student ? await getFamilyOf(tx, { institutionId, studentId: student }) : undefined,
    hours: await getHours(tx, scope),
  }));
  if (student && !family) notFound();
  const [t, tag] = await Promise.all([getTranslations('conversations'), getLocale()]);
  const language = localeOfTag(tag);
  const open = takesMessages(hours, 'USTADH');
  return (
    <>
      <PhoneHead
        back={{ href: routes.teacherConversations, label: t('back') }}
        title={t('form.title')}
        note={family && <bdi>{t('about', { name: nameIn(family.child, language) })}</bdi>}
      />
      <PhoneMain>
        <hr className="rule-double" />
        {!family && (
          <EmptyState icon={Users} title={t('choose')}>
            {t('chooseBody')}
          </EmptyState>
        )}
        {family && !open && <Notice tone="warn">{t('hours.ustadhOff')}</Notice>}
        {family && open && (
          <WriteForm
            action={writeFromUstadh}
            studentId={family.child.id}
            guardians={family.guardians}
            desk="USTADH"
            school={nameIn(scope.institution, language)}
          />
        )}
      </PhoneMain>
    </>
  );
}
