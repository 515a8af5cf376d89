import Link from 'next/link';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { OfficeRole, PersonState as State } from '@/lib/people/rules';
import { PersonState } from './person-state';

interface Props {
  roles: { id: string; role: string; campus: string | null; state: State }[];
}

/** On the record of somebody who signs in: each role, and the way to where it is changed. */
export async function RolesSheet({ roles }: Props) {
  const [t, names] = await Promise.all([getTranslations('people'), getTranslations('auth.roles')]);
  if (roles.length === 0) return null;
  return (
    <Sheet title={t('page.roles')}>
      <ul className="grid">
        {roles.map(({ id, role, campus, state }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-line py-2.5 not-last:border-b"
          >
            <Link href={routes.person(id)} prefetch={false} className="link tap-area">
              {campus
                ? t('ofCampus', { role: names(role as OfficeRole), campus })
                : names(role as OfficeRole)}
            </Link>
            <PersonState state={state} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
