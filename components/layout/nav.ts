import type { SignName } from './signs';

export interface NavItem {
  href: string;
  label: string;
  sign: SignName;
  /** What waits there, in the reader's digits. */
  count?: string;
}

export interface NavGroup {
  /** The first group has no name. */
  label?: string;
  items: NavItem[];
}
