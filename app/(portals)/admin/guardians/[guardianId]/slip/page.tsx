import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SlipDesk } from '@/components/people/slip-desk';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { isLocale } from '@/lib/core/i18n/locale';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getGuardian } from '@/lib/guardians/queries';
import { getSlipFacts } from '@/lib/people/slips/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.slip'))('link') };
}

/** A paper for a guardian to whom no code comes. */
export default async function GuardianSlipPage({ params }: PageProps<'/admin/guardians/[guardianId]/slip'>) {
  const scope = await requireScope('slips:print');
  const { guardianId: id } = await params;
  if (!isId(id)) notFound();
  const { guardian, logins, facts } = await inTenant(scope, async (tx) => {
    const one = await getGuardian(tx, { institutionId: scope.institution.id, id });
    const all = one ? [...one.phones, ...one.emails] : [];
    const login = all[0] ?? '';
    return {
      guardian: one,
      logins: all,
      facts: one && (await getSlipFacts(tx, { kind: 'guardian', id, login })),
    };
  });
  if (!guardian || !facts) notFound();
  const { name, nativeName, language } = guardian;
  return (
    <SlipDesk
      person={{ kind: 'guardian', id, name, nativeName, logins }}
      back={[
        { href: routes.guardians, label: (await getTranslations('guardians'))('title') },
        { href: routes.guardian(id), label: <bdi>{await nameFor({ name, nativeName })}</bdi> },
      ]}
      language={isLocale(language) ? language : undefined}
      facts={facts}
      now={scope.now}
      timeZone={scope.institution.timeZone}
    />
  );
}
