import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LanguageSwitch } from '@/components/layout/language-switch';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { AppearanceForm } from '@/components/layout/preferences-form';
import { RegisterSwitch } from '@/components/layout/register-switch';
import { SelfMenu } from '@/components/layout/self-menu';
import { Desk } from '@/components/people/desk';
import { Button, ButtonLink } from '@/components/ui/button';
import { LogOut, UserRound } from '@/components/ui/icons';
import { signOut } from '@/lib/core/auth/actions';
import { requireScope } from '@/lib/core/auth/scope';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.desk'))('examiner.title') };
}

/** Where an examiner lands until tests are part of the register. */
export default async function ExaminerPage() {
  const scope = await requireScope('exams:read');
  const { institution } = scope;
  const [t, nav] = await Promise.all([getTranslations('people.desk.examiner'), getTranslations('nav')]);
  return (
    <>
      <PhoneHead
        title={t('title')}
        note={<bdi>{institution.name}</bdi>}
        end={
          <SelfMenu self={{ name: t('title'), role: institution.name }} label={nav('me')}>
            <LanguageSwitch />
            <AppearanceForm />
            <RegisterSwitch scope={scope} />
            <ButtonLink href={routes.account} icon={UserRound}>
              {nav('account')}
            </ButtonLink>
            <form action={signOut}>
              <Button type="submit" block icon={LogOut} flip>
                {nav('signOut')}
              </Button>
            </form>
          </SelfMenu>
        }
      />
      <PhoneMain>
        <hr className="rule-double" />
        <p className="text-lead text-ink-2">{t('lead', { institution: institution.name })}</p>
        <Desk of="examiner" />
      </PhoneMain>
    </>
  );
}
