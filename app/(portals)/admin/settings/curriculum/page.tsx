import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getCurriculum } from '@/lib/reading/curriculum/queries';
import { LISTS } from '@/lib/reading/curriculum/rules';
import { ItemList } from './_components/item-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.sections'))('curriculum.title') };
}

export default async function CurriculumPage() {
  const scope = await requireScope('settings:read');
  const curriculum = await inTenant(scope, (tx) =>
    getCurriculum(tx, { institutionId: scope.institution.id }),
  );
  const [t, settings] = await Promise.all([
    getTranslations('reading.curriculum'),
    getTranslations('settings'),
  ]);
  const title = settings('sections.curriculum.title');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.settings, label: settings('title') }]} here={title} />}
        title={title}
        lead={t('lead')}
      />
      <p className="max-w-[62ch] text-small text-ink-2">{t('source')}</p>
      {LISTS.map((list) => (
        <ItemList
          key={list}
          list={list}
          items={curriculum[list]}
          mayWrite={can(scope.role, 'settings:write')}
        />
      ))}
    </>
  );
}
