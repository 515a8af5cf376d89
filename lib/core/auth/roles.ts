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
  'system',
] as const;
export type Role = (typeof roles)[number];

export const portals = {
  '/admin': ['admin', 'campus_admin', 'accountant'],
  '/teacher': ['teacher', 'examiner'],
  '/parent': ['guardian'],
  '/student': ['student'],
  '/support': ['support'],
} as const satisfies Record<string, readonly Role[]>;
export type Portal = keyof typeof portals;

const permissions = {
  'dashboard:read': ['admin', 'campus_admin'],
  'campuses:read': ['admin', 'campus_admin'],
  'campuses:write': ['admin'],
  'halqas:read': ['admin', 'campus_admin'],
  'halqas:write': ['admin'],
  'staff:read': ['admin', 'campus_admin'],
  'staff:write': ['admin'],
  'students:read': ['admin', 'campus_admin'],
  'students:write': ['admin'],
  'guardians:read': ['admin', 'campus_admin'],
  'guardians:write': ['admin'],
  'imports:run': ['admin'],
  'messages:read': ['admin'],
  'halqa:teach': ['teacher'],
  'attendance:record': ['teacher'],
  'lessons:record': ['teacher'],
  'children:read': ['guardian'],
  'session:own': [
    'admin',
    'campus_admin',
    'teacher',
    'examiner',
    'accountant',
    'guardian',
    'student',
    'support',
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

/** Where a role begins after sign-in. */
export function homeOf(role: Role): Portal | '/choose' {
  return (Object.keys(portals) as Portal[]).find((p) => mayEnter(role, p)) ?? '/choose';
}
