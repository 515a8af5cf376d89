import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { EmptyState } from '@/components/ui/empty-state';
import { BookOpen } from '@/components/ui/icons';
import { drawnFor } from '@/lib/core/auth/drawn-for';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { intlTag } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { routes } from '@/lib/core/routes';
import { sessionNamed } from '@/lib/halqas/rules';
import { getCurriculum } from '@/lib/reading/curriculum/queries';
import type { ReadingWords } from '@/lib/reading/day/rules';
import { getReaders } from '@/lib/reading/queries';
import { askedSession } from '../_components/asked-session';
import { getWords } from './_components/get-words';
import { ReadingList } from './_components/reading-list';
import { rowsOf } from './_components/rows-of';

type Props = PageProps<'/teacher/today/[halqaId]/reading'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reading'))('title') };
}

/** As the sweep: the ustadh's own register of the day, no child's record, so no view is noted. */
export default async function ReadingPage({ params, searchParams }: Props) {
  const scope = await requireScope('halqa:teach');
  const { halqaId } = await params;
  if (!isId(halqaId)) notFound();
  const asked = askedSession(scope, await searchParams);
  const { date } = asked;
  const { id: institutionId, hijriOffset } = scope.institution;
  const found = await orNotFound(
    inTenant(scope, async (tx) => ({
      ...(await getReaders(tx, { institutionId, halqaId, ...asked })),
      curriculum: await getCurriculum(tx, { institutionId }),
    })),
  );
  const { halqa, readers, curriculum } = found;
  const [t, sessions, format, { locale, digits }, words] = await Promise.all([
    getTranslations('reading'),
    getTranslations('attendance.sessions'),
    getFormat(hijriOffset),
    getPreferences(),
    getWords(),
  ]);
  const tongue = { words: t as unknown as ReadingWords, digits: format.digits, locale, curriculum };
  const rows = rowsOf(readers, tongue, (session) => sessions(session));
  const left = rows.filter(({ read, away, elsewhere }) => !read && !away && !elsewhere).length;
  return (
    <>
      <PhoneHead
        back={{ href: routes.halqaSession(halqaId, date, sessionNamed(halqa)), label: t('back') }}
        title={t('title')}
        note={`${(locale !== 'en' && halqa.nativeName) || halqa.name} · ${sessions(halqa.session)} · ${format.dateShort(date)}`}
      />
      <PhoneMain>
        {rows.length === 0 ? (
          <EmptyState icon={BookOpen} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        ) : (
          <>
            <p className="text-ink-2">{t('lead', { count: rows.length, left })}</p>
            <ReadingList
              rows={rows}
              session={{ halqaId, date, session: halqa.session }}
              earlier={date < scope.today}
              drawn={drawnFor(scope)}
              words={words}
              numbers={intlTag(locale, digits)}
            />
          </>
        )}
      </PhoneMain>
    </>
  );
}
