import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ReadMushafPage } from '@/components/mushaf/read-page';
import { ButtonLink } from '@/components/ui/button';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { readPage } from '@/lib/mushaf/page/queries';
import { lessonAddress, pageAddress } from '@/lib/mushaf/page/schema';
import { Board } from './_components/board';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mushaf'))('title') };
}

/** A child's own print at the lesson, where the ustadh marks mistakes. */
export default async function MushafPage({
  params,
  searchParams,
}: PageProps<'/teacher/mushaf/[studentId]/[page]'>) {
  const scope = await requireScope('halqa:teach');
  const { studentId, page: address } = await params;
  const page = pageAddress.safeParse(address);
  if (!isId(studentId) || !page.success || (await isFetchedAhead())) notFound();
  const { kind } = lessonAddress.parse(await searchParams);
  const { institution, today } = scope;
  const read = await orNotFound(
    inTenant(scope, async (tx) => {
      await noteView(tx, studentId);
      return readPage(tx, { institutionId: institution.id, studentId, page: page.data, kind, today });
    }),
  );
  if (page.data === 'today') redirect(routes.mushaf(studentId, read.page));
  const { child } = read;
  const [t, quran, { locale }] = await Promise.all([
    getTranslations('mushaf'),
    getTranslations('quran.mushaf'),
    getPreferences(),
  ]);
  const native = locale !== 'en' && child.nativeName;
  return (
    <>
      <PhoneHead
        back={{
          href: child.halqaId ? routes.halqaSession(child.halqaId, today) : routes.teacherStudent(studentId),
          label: t('back'),
        }}
        title={<bdi lang={native ? 'ur' : 'en'}>{native || child.name}</bdi>}
        note={t('layoutOf', { mushaf: quran(child.mushaf) })}
        end={<ButtonLink href={routes.mushafHeat(studentId)}>{t('heat.link')}</ButtonLink>}
      />
      <PhoneMain>
        <ReadMushafPage
          read={read}
          today={today}
          href={(n) => routes.mushaf(studentId, n)}
          board={(sheet, lines) => <Board {...{ scope, read, lines }}>{sheet}</Board>}
        />
      </PhoneMain>
    </>
  );
}
