import type { ReactNode } from 'react';
import type { Icon } from '@/components/ui/icons';

export interface NavItem {
  href: string;
  label: string;
  icon: Icon;
  /** What waits there. */
  count?: ReactNode;
}

export interface NavGroup {
  /** The first group has no name. */
  label?: string;
  items: NavItem[];
}
