import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Menu } from '@/components/ui/icons';
import { SearchBox } from '@/components/ui/search-box';
import { LanguageSwitch } from './language-switch';
import type { NavGroup } from './nav';
import { AppearanceForm } from './preferences-form';
import { Rail } from './rail';
import { type Self, SelfMenu } from './self-menu';
import { SkipLink } from './skip-link';

interface Props {
  /** The portal's root, e.g. `/admin`. */
  home: string;
  institution: { name: string; nativeName: string | null };
  groups: NavGroup[];
  self: Self;
  /** Today in both calendars, already written. */
  dates: string;
  /** Where the search form leads; without it there is none. */
  searchAction?: string;
  /** The way to the account and to other registers, and the sign-out form. */
  signOut: ReactNode;
  /** What is new, for roles that have a bell. */
  bell?: ReactNode;
  /** Above everything: a support visit, a read-only plan. */
  banner?: ReactNode;
  /** Whether the page may be put on paper: not for a support visit. */
  printed?: boolean;
  children: ReactNode;
}

/** The office's frame: rail, top bar, page. Under 960 px the rail is a sheet behind a menu button. */
export function AdminShell(props: Props) {
  const {
    home,
    institution,
    groups,
    self,
    dates,
    searchAction,
    signOut,
    bell,
    banner,
    printed = true,
    children,
  } = props;
  const t = useTranslations('nav');
  return (
    <>
      <SkipLink />
      {banner}
      <div className="grid min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
        {/* On a desk it stands beside the page; below, the same rail is the sheet that the menu button opens. */}
        <aside
          id="rail"
          popover="auto"
          className="border-line text-ink lg:static lg:block lg:size-auto lg:overflow-visible lg:border-e lg:bg-sunk/45 max-lg:inset-y-0 max-lg:start-0 max-lg:end-auto max-lg:h-dvh max-lg:w-72 max-lg:max-w-[85vw] max-lg:overflow-y-auto max-lg:border-e max-lg:bg-paper max-lg:shadow-float print:hidden"
        >
          <div className="sticky top-0 max-h-dvh overflow-y-auto">
            <Rail
              home={home}
              institution={{ name: institution.name, nativeName: institution.nativeName }}
              groups={groups}
              label={t('main')}
            />
          </div>
        </aside>
        <div className="min-w-0">
          <header className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3 lg:px-8 print:hidden">
            <button
              type="button"
              popoverTarget="rail"
              aria-label={t('menu')}
              className="grid size-tap place-items-center rounded-control border border-edge bg-sheet lg:hidden"
            >
              <Menu aria-hidden size={20} strokeWidth={1.75} />
            </button>
            {searchAction && (
              <SearchBox action={searchAction} label={t('search')} className="min-w-0 flex-1 sm:max-w-96" />
            )}
            <p className="ms-auto text-small text-ink-2 max-md:hidden">{dates}</p>
            <LanguageSwitch className="max-sm:hidden" />
            {bell}
            <SelfMenu self={self} label={t('me')}>
              <LanguageSwitch className="sm:hidden" />
              <AppearanceForm />
              {signOut}
            </SelfMenu>
          </header>
          <main
            id="page"
            className={clsx(
              'grid max-w-[76rem] grid-cols-[minmax(0,1fr)] content-start gap-6 px-4 pt-5 pb-12 lg:px-8 lg:pt-7',
              !printed && 'print:hidden',
            )}
          >
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
