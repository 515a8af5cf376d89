import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { SearchX } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { routes } from '@/lib/core/routes';

/** Absent, foreign and forbidden look the same. */
export default async function SupportNotFound() {
  const t = await getTranslations('common.notFound');
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('body')}
        portrait={<SearchX aria-hidden size={48} strokeWidth={1} className="flex-none text-gold" />}
      />
      <div>
        <ButtonLink href={routes.support} variant="primary">
          {t('home')}
        </ButtonLink>
      </div>
    </>
  );
}
