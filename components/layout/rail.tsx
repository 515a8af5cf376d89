'use client';
import { Count } from '@/components/ui/badge';
import { BrandMark } from '@/components/ui/brand-mark';
import { Monogram } from '@/components/ui/monogram';
import { PersonName } from '@/components/ui/person-name';
import type { NavGroup } from './nav';
import { NavLink } from './nav-link';
import { signs } from './signs';

interface Props {
  /** The portal's root: current only on itself. */
  home: string;
  institution: { name: string; nativeName: string | null };
  groups: NavGroup[];
  /** Names the navigation for those who hear it. */
  label: string;
}

/** The office's places. Drawn from words alone: the same on every page, it must not be most of what a page sends. */
export function Rail({ home, institution, groups, label }: Props) {
  return (
    <div className="grid content-start gap-5 px-3.5 py-5">
      <NavLink href={home} exact className="relative justify-self-start px-2.5 text-emerald">
        <BrandMark />
      </NavLink>
      <div className="flex items-center gap-2.5 px-2.5">
        <Monogram name={institution.nativeName ?? institution.name} />
        <PersonName name={institution.name} nativeName={institution.nativeName} />
      </div>
      <nav aria-label={label} className="grid gap-4">
        {groups.map((group) => (
          <div key={group.items[0]?.href ?? group.label}>
            {group.label && <p className="px-3 text-caption text-ink-3">{group.label}</p>}
            <ul>
              {group.items.map(({ href, label: text, sign, count }) => {
                const Sign = signs[sign];
                return (
                  <li key={href}>
                    <NavLink href={href} exact={href === home} className="place">
                      <Sign size={20} strokeWidth={1.75} className="flex-none" />
                      <span className="flex-1">{text}</span>
                      {count !== undefined && <Count>{count}</Count>}
                    </NavLink>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
