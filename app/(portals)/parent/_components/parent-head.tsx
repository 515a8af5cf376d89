import { PhoneHead } from '@/components/layout/phone-head';
import { Bell } from '@/components/notifications/bell';
import type { Scope } from '@/lib/core/auth/scope';
import { getFormat } from '@/lib/core/i18n/get-format';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { GuardianSelf } from '@/lib/parents/queries';
import { ParentSelf } from './parent-self';

interface Props {
  scope: Scope;
  guardian: GuardianSelf | null;
  /** Without one the page greets. */
  title?: string;
  back?: { href: string; label: string };
}

export async function ParentHead({ scope, guardian, title, back }: Props) {
  const [t, format] = await Promise.all([
    getTranslations('parent'),
    getFormat(scope.institution.hijriOffset),
  ]);
  const greeting = guardian ? t('greeting', { name: await nameFor(guardian) }) : t('greetingPlain');
  return (
    <PhoneHead
      title={title ?? greeting}
      note={format.bothDates(scope.today)}
      end={
        <>
          <Bell count={guardian?.unread ?? 0} href={routes.parentNotifications} />
          <ParentSelf guardian={guardian} scope={scope} />
        </>
      }
      {...(back && { back })}
    />
  );
}
