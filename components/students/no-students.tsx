import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { BookOpen, FileUp, SearchX } from '@/components/ui/icons';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { studentsHref } from '@/lib/students/list/rules';
import { type StudentListQuery, studentListQuery } from '@/lib/students/list/schema';

interface Props {
  query: StudentListQuery;
  /** Nobody was ever enrolled. */
  first: boolean;
  mayWrite: boolean;
}

/** Why the register shows nobody, and the one thing to do about it. */
export async function NoStudents({ query, first, mayWrite }: Props) {
  const t = await getTranslations('students.list');
  if (first) {
    const action = mayWrite && (
      <>
        <ButtonLink href={routes.imports} variant="primary" icon={FileUp}>
          {(await getTranslations('students'))('import')}
        </ButtonLink>
        <ButtonLink href={routes.newStudent}>{t('byHand')}</ButtonLink>
      </>
    );
    return (
      <EmptyState icon={BookOpen} title={t('firstTitle')} action={action}>
        {t('firstBody')}
      </EmptyState>
    );
  }
  if (query.page > 1) {
    const action = (
      <ButtonLink href={studentsHref(query, { page: 1 })} variant="primary">
        {t('toFirst')}
      </ButtonLink>
    );
    return <EmptyState icon={SearchX} title={t('pastEnd')} action={action} />;
  }
  const everyone = studentsHref(studentListQuery.parse({ q: query.q, status: 'ALL' }));
  return (
    <EmptyState
      icon={SearchX}
      title={query.q ? t('noneTitle', { q: query.q }) : t('noneFiltered')}
      action={
        <ButtonLink href={everyone} variant="primary">
          {t('widen')}
        </ButtonLink>
      }
    >
      {t('noneBody')}
    </EmptyState>
  );
}
