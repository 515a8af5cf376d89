import type { Metadata } from 'next';
import { v7 } from 'uuid';
import { PastImports } from '@/components/imports/past-imports';
import { UploadForm } from '@/components/imports/upload-form';
import { EmptyState } from '@/components/ui/empty-state';
import { FileUp } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { drawnFor } from '@/lib/core/auth/drawn-for';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listImports } from '@/lib/imports/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') };
}

export default async function ImportsPage({ searchParams }: PageProps<'/admin/import'>) {
  const scope = await requireScope('imports:run');
  const { problem } = await searchParams;
  const past = await inTenant(scope, (tx) => listImports(tx, scope.institution.id));
  const t = await getTranslations('imports');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <UploadForm
        newId={v7()}
        drawn={drawnFor(scope)}
        problem={typeof problem === 'string' ? problem : undefined}
      />
      <Sheet title={t('past.title')} padded={false}>
        {past.length > 0 ? (
          <PastImports past={past} timeZone={scope.institution.timeZone} />
        ) : (
          <EmptyState icon={FileUp} title={t('past.empty')}>
            {t('past.emptyBody')}
          </EmptyState>
        )}
      </Sheet>
    </>
  );
}
