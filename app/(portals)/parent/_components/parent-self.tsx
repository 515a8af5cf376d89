import { PhoneSelf } from '@/components/layout/phone-self';
import type { Scope } from '@/lib/core/auth/scope';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import type { Named } from '@/lib/parents/queries';

/** The parent's name and house over the menu that every phone page has. */
export async function ParentSelf({ guardian, scope }: { guardian: Named | null; scope: Scope }) {
  const [t, name, institution] = await Promise.all([
    getTranslations('auth'),
    guardian ? nameFor(guardian) : '',
    nameFor(scope.institution),
  ]);
  const role = t('choose.label', { role: t('roles.guardian'), institution });
  return <PhoneSelf self={{ name, role }} scope={scope} />;
}
