/** The access table: who may enter which portal, do what, and (tables.ts) touch which rows. Read by the middleware,
 *  pages, actions, the policy generator and the attack tests alike. */
export const roles = [
  'admin',
  'campus_admin',
  'teacher',
  'examiner',
  'accountant',
  'guardian',
  'student',
  'support',
  // The same people on a visit for which the institution allowed changes; only the database gives it.
  'support_write',
  'system',
] as const;
export type Role = (typeof roles)[number];

// HifzPro support begins in its own portal, so that comes first; into the office it comes by an institution's grant.
export const portals = {
  '/support': ['support', 'support_write'],
  '/admin': ['admin', 'campus_admin', 'accountant', 'support', 'support_write'],
  '/teacher': ['teacher', 'examiner'],
  '/parent': ['guardian'],
  '/student': ['student'],
} as const satisfies Record<string, readonly Role[]>;
export type Portal = keyof typeof portals;

/** HifzPro support inside an institution: what the office reads, without invitations, imports, people's roles and the
 *  trail; granted write, the corrections too. Exports are never among these (lib/core/auth/scope.ts). */
const visit = ['support', 'support_write'] as const;

const permissions = {
  'dashboard:read': ['admin', 'campus_admin', ...visit],
  'campuses:read': ['admin', 'campus_admin', ...visit],
  'campuses:write': ['admin', 'support_write'],
  'halqas:read': ['admin', 'campus_admin', ...visit],
  'halqas:write': ['admin', 'support_write'],
  'staff:read': ['admin', 'campus_admin', ...visit],
  'staff:write': ['admin'],
  'people:read': ['admin'],
  'people:write': ['admin'],
  'students:read': ['admin', 'campus_admin', ...visit],
  'students:write': ['admin', 'support_write'],
  'guardians:read': ['admin', 'campus_admin', ...visit],
  'guardians:write': ['admin', 'support_write'],
  // That a number which somebody answered to be wrong is right after all.
  'numbers:confirm': ['admin', 'campus_admin'],
  // A paper that lets a guardian or an ustadh in: the office's own hand, never a visit's.
  'slips:print': ['admin', 'campus_admin'],
  'imports:run': ['admin'],
  // Why a word is due about a child, and what was said: the office's own, not a visit's.
  'care:read': ['admin', 'campus_admin'],
  'care:write': ['admin', 'campus_admin'],
  // What families and the school write to each other is theirs: no visit opens it.
  'conversations:read': ['admin', 'campus_admin'],
  'conversations:write': ['admin', 'campus_admin'],
  'notices:read': ['admin', 'campus_admin'],
  'notices:write': ['admin', 'campus_admin'],
  'messages:read': ['admin', ...visit],
  'messages:write': ['admin'],
  // A child's talimi report and what it stands on; the marks in it are the office's.
  'reports:read': ['admin', 'campus_admin', ...visit],
  'reports:write': ['admin', 'support_write'],
  'audit:read': ['admin'],
  'settings:read': ['admin', ...visit],
  'settings:write': ['admin'],
  // The one page that the role without a room of its own opens so far.
  'accounts:read': ['accountant'],
  // Tests: who opens the queue of a portal, who asks for one, who draws papers and marks; who decides a sabaq band.
  'exams:read': ['examiner', 'teacher'],
  'exams:ask': ['teacher', 'admin'],
  'exams:mark': ['examiner', 'admin'],
  'jaiza:read': ['admin', 'campus_admin', ...visit],
  'jaiza:decide': ['admin'],
  'halqa:teach': ['teacher'],
  'attendance:record': ['teacher'],
  'lessons:record': ['teacher'],
  'children:read': ['guardian'],
  'children:write': ['guardian'],
  // Who has a bell, and devices that may be told.
  'notifications:own': ['admin', 'campus_admin', 'teacher', 'guardian'],
  // What HifzPro support may ask and do outside every institution; and the institution's answer.
  'support:ask': ['support', 'support_write'],
  'support:decide': ['admin'],
  'session:own': [
    'admin',
    'campus_admin',
    'teacher',
    'examiner',
    'accountant',
    'guardian',
    'student',
    ...visit,
  ],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

export function can(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** The portal that a path lies in, if any. */
export function portalOf(path: string): Portal | undefined {
  return (Object.keys(portals) as Portal[]).find((p) => path === p || path.startsWith(`${p}/`));
}

export function mayEnter(role: Role, portal: Portal): boolean {
  return (portals[portal] as readonly Role[]).includes(role);
}

const desks: Partial<Record<Role, string>> = { accountant: '/admin/accounts', examiner: '/teacher/jaiza' };

/** Where a role begins after sign-in. */
export function homeOf(role: Role): string {
  return desks[role] ?? (Object.keys(portals) as Portal[]).find((p) => mayEnter(role, p)) ?? '/choose';
}
