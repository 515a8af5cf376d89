import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Form } from '@/components/forms/form';
import { AskFields } from '@/components/support/ask-fields';
import { EmergencyEntry } from '@/components/support/emergency-entry';
import { ButtonLink } from '@/components/ui/button';
import { Send } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { Trail } from '@/components/ui/trail';
import { requireSupport } from '@/lib/core/auth/support';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { askSupport } from '@/lib/support/actions';
import { getHouse } from '@/lib/support/own/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('own.title') };
}

export default async function AskPage({ params }: PageProps<'/support/ask/[institutionId]'>) {
  const self = await requireSupport('support:ask');
  const { institutionId } = await params;
  const house = isId(institutionId) ? await getHouse(self, institutionId) : undefined;
  if (house?.status !== 'OPEN') notFound();
  const [t, common] = await Promise.all([getTranslations('support.own'), getTranslations('common')]);
  const institution = house.name;
  return (
    <>
      <PageHead
        trail={
          <Trail steps={[{ href: routes.support, label: t('title') }]} here={<bdi>{institution}</bdi>} />
        }
        title={t('askTitle', { institution })}
        lead={t('askLead')}
      />
      <Sheet className="max-w-2xl">
        <Form action={askSupport} room="support" className="grid gap-5">
          <AskFields house={house.id} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton
              icon={<Send aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />}
              pendingText={t('sending')}
            >
              {t('send', { institution })}
            </SubmitButton>
            <ButtonLink href={routes.support} variant="ghost">
              {common('cancel')}
            </ButtonLink>
          </div>
        </Form>
      </Sheet>
      {house.emergency && <EmergencyEntry house={house} />}
    </>
  );
}
