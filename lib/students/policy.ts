import { can, type Role } from '@/lib/core/auth/roles';

/** Whether a role enrols, corrects and moves children; pages hide the doors of those who may not. */
export const mayWriteStudents = (role: Role): boolean => can(role, 'students:write');

/** Remarks, and above all words on health, are the admins' alone. */
export const maySeeNotes = (role: Role): boolean => role === 'admin' && can(role, 'students:write');

export const maySeeMessages = (role: Role): boolean => can(role, 'messages:read');
