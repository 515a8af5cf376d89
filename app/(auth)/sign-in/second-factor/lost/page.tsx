import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { askReset } from '@/lib/factors/actions';
import { getOwnFactors } from '@/lib/factors/queries';
import { hasFactor } from '@/lib/factors/rules';
import { AuthHead } from '../../../_components/auth-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.lost'))('title') };
}

/** A locked-out person always has a way back that does not need an engineer. */
export default async function LostPage() {
  const own = await getOwnFactors();
  if (!own || !hasFactor(own)) redirect(routes.signIn);
  const t = await getTranslations('factors.lost');
  return (
    <div className="grid gap-6">
      <AuthHead title={t('title')} lead={t('lead')} />
      <section className="grid gap-2">
        <h2>{t('colleagueTitle')}</h2>
        <p className="text-ink-2">{t('colleague')}</p>
      </section>
      <section className="grid gap-3">
        <h2>{t('waitTitle')}</h2>
        <p className="text-ink-2">{t('wait')}</p>
        <Form action={askReset} room="factors" success={t('asked')}>
          <div>
            <SubmitButton variant="secondary">{t('ask')}</SubmitButton>
          </div>
        </Form>
      </section>
      <Link
        href={routes.secondFactor()}
        prefetch={false}
        className="link tap-area justify-self-start text-small"
      >
        {t('back')}
      </Link>
    </div>
  );
}
