import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { AdminShell } from '@/components/layout/admin-shell';
import { RegisterSwitch } from '@/components/layout/register-switch';
import type { SignName } from '@/components/layout/signs';
import { Bell } from '@/components/notifications/bell';
import { LiveWatch } from '@/components/notifications/live-watch';
import { SupportBanners } from '@/components/support/banners';
import { ButtonLink } from '@/components/ui/button';
import { LogOut, UserRound } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/core/auth/actions';
import { can, homeOf, mayEnter, type Permission } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getShell } from '@/lib/dashboard/queries';
import { getSupportNow, noSupportNow } from '@/lib/support/queries';

type Place = { href: string; word: Word; sign: SignName; permission: Permission };
type Word =
  | 'atRisk'
  | 'today'
  | 'audit'
  | 'accounts'
  | 'students'
  | 'halqas'
  | 'staff'
  | 'guardians'
  | 'jaiza'
  | 'people'
  | 'campuses'
  | 'conversations'
  | 'notices'
  | 'messages'
  | 'import'
  | 'support'
  | 'settings';

const places: Place[] = [
  { href: routes.admin, word: 'today', sign: 'Sun', permission: 'dashboard:read' },
  { href: routes.accounts, word: 'accounts', sign: 'House', permission: 'accounts:read' },
  { href: routes.students, word: 'students', sign: 'Users', permission: 'students:read' },
  { href: routes.halqas, word: 'halqas', sign: 'CircleDashed', permission: 'halqas:read' },
  { href: routes.staff, word: 'staff', sign: 'BookUser', permission: 'staff:read' },
  { href: routes.guardians, word: 'guardians', sign: 'Contact', permission: 'guardians:read' },
  { href: routes.jaiza, word: 'jaiza', sign: 'ClipboardCheck', permission: 'jaiza:read' },
  { href: routes.atRisk, word: 'atRisk', sign: 'Phone', permission: 'care:read' },
  {
    href: routes.conversations,
    word: 'conversations',
    sign: 'MessagesSquare',
    permission: 'conversations:read',
  },
  { href: routes.notices, word: 'notices', sign: 'Megaphone', permission: 'notices:read' },
];
const house: Place[] = [
  { href: routes.people, word: 'people', sign: 'UserCheck', permission: 'people:read' },
  { href: routes.campuses, word: 'campuses', sign: 'Building2', permission: 'campuses:read' },
  { href: routes.messages, word: 'messages', sign: 'MessageCircle', permission: 'messages:read' },
  { href: routes.imports, word: 'import', sign: 'FileUp', permission: 'imports:run' },
  { href: routes.audit, word: 'audit', sign: 'History', permission: 'audit:read' },
  { href: routes.settings, word: 'settings', sign: 'SlidersHorizontal', permission: 'settings:read' },
  { href: routes.supportAccess, word: 'support', sign: 'Headset', permission: 'support:decide' },
];

/** The office's frame: only places that this role may open are in its rail. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const scope = await requireScope('session:own');
  if (!mayEnter(scope.role, routes.admin)) notFound();
  const [shell, t, roles, format] = await Promise.all([
    // A visit of HifzPro support opens a page, not the frame around it: the frame reads nothing.
    scope.support
      ? undefined
      : inTenant(scope, async (tx) => {
          const facts = await getShell(tx, scope);
          return { ...facts, support: facts.support ? await getSupportNow(tx, scope) : noSupportNow };
        }),
    getTranslations('nav'),
    getTranslations('auth.roles'),
    getFormat(scope.institution.hijriOffset),
  ]);
  const items = (list: Place[]) =>
    list
      .filter(({ permission }) => can(scope.role, permission))
      .map(({ href, word, sign }) => ({
        href,
        sign,
        label: t(`items.${word}`),
        ...(word === 'students' && shell && { count: format.number(shell.students) }),
        ...(word === 'support' && shell?.support.waiting && { count: format.number(shell.support.waiting) }),
      }));
  const groups = [{ items: items(places) }, { label: t('groups.house'), items: items(house) }];
  const role = roles(scope.support ? 'support' : (scope.role as 'admin' | 'campus_admin' | 'accountant'));
  const self = scope.support?.name ?? shell?.self;
  return (
    <AdminShell
      home={can(scope.role, 'dashboard:read') ? routes.admin : homeOf(scope.role)}
      institution={scope.institution}
      groups={groups.filter((group) => group.items.length > 0)}
      self={{ name: self ?? role, role: self ? role : scope.institution.name }}
      banner={<SupportBanners scope={scope} now={shell?.support} />}
      printed={!scope.support}
      bell={
        shell &&
        can(scope.role, 'notifications:own') && (
          <>
            <LiveWatch address={routes.live} />
            <Bell count={shell.unread} href={routes.notifications} />
          </>
        )
      }
      dates={format.bothDates(scope.today)}
      {...(can(scope.role, 'students:read') && { searchAction: routes.students })}
      signOut={
        <>
          <RegisterSwitch scope={scope} />
          <ButtonLink href={routes.account} icon={UserRound}>
            {t('account')}
          </ButtonLink>
          <form action={signOut}>
            <SubmitButton
              variant="secondary"
              block
              icon={<LogOut aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />}
            >
              {t('signOut')}
            </SubmitButton>
          </form>
        </>
      }
    >
      {children}
    </AdminShell>
  );
}
