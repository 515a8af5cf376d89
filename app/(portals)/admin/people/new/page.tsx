import type { Metadata } from 'next';
import { v7 } from 'uuid';
import { Form } from '@/components/forms/form';
import { PhoneField, TextField } from '@/components/forms/text-field';
import { InvitedLink } from '@/components/people/invited-link';
import { RoleFields } from '@/components/people/role-fields';
import { ButtonLink } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { Trail } from '@/components/ui/trail';
import { listCampusOptions } from '@/lib/campuses/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { invitePerson } from '@/lib/people/actions';
import { getLinkWords } from '../_components/get-link-words';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('new.title') };
}

export default async function InvitePage() {
  const scope = await requireScope('people:write');
  const campuses = await inTenant(scope, (tx) => listCampusOptions(tx, scope));
  const [t, common, words] = await Promise.all([
    getTranslations('people'),
    getTranslations('common'),
    getLinkWords(),
  ]);
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.people, label: t('title') }]} here={t('new.title')} />}
        title={t('new.title')}
        lead={t('new.lead')}
      />
      <Sheet className="max-w-3xl">
        <Form action={invitePerson} room="people" success={<InvitedLink {...words} />}>
          <input type="hidden" name="id" value={v7()} />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField
              name="name"
              label={t('fields.name')}
              hint={t('hints.name')}
              required
              maxLength={80}
              dir="auto"
              autoComplete="off"
            />
            <TextField name="nativeName" label={t('fields.nativeName')} maxLength={80} lang="ur" dir="rtl" />
            <TextField
              name="email"
              label={t('fields.email')}
              hint={t('hints.email')}
              type="email"
              maxLength={254}
              autoComplete="off"
            />
            <PhoneField name="phone" label={t('fields.phone')} hint={t('hints.phone')} autoComplete="off" />
          </div>
          <RoleFields campuses={campuses} />
          <p className="text-caption text-ink-3">{t('hints.known')}</p>
          <div className="flex flex-wrap gap-3">
            <SubmitButton pendingText={common('saving')}>{t('new.submit')}</SubmitButton>
            <ButtonLink href={routes.people} variant="ghost">
              {common('back')}
            </ButtonLink>
          </div>
        </Form>
      </Sheet>
    </>
  );
}
