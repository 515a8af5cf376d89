import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  /** What waits there. */
  count?: ReactNode;
}

export interface NavGroup {
  /** The first group has no name. */
  label?: string;
  items: NavItem[];
}
