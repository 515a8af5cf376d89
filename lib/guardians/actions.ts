'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { addGuardian, editGuardianship, removeGuardianship } from './mutations';
import { confirmNumber } from './numbers/mutations';
import { editGuardian } from './person/mutations';
import {
  addGuardian as addGuardianSchema,
  confirmNumber as confirmNumberSchema,
  editGuardian as editGuardianSchema,
  editGuardianship as editGuardianshipSchema,
  removeGuardianship as removeGuardianshipSchema,
} from './schema';

const toStudent = ({ studentId }: { studentId: string }) => ({ redirectTo: routes.student(studentId) });

export const addGuardianAction = formAction({
  permission: 'guardians:write',
  schema: addGuardianSchema,
  run: (tx, { studentId, ...entry }, scope) => addGuardian(tx, { scope, studentId, entry }),
  after: toStudent,
});

export const editGuardianshipAction = formAction({
  permission: 'guardians:write',
  schema: editGuardianshipSchema,
  run: (tx, input, scope) => editGuardianship(tx, { scope, input }),
  after: toStudent,
});

export const removeGuardianshipAction = formAction({
  permission: 'guardians:write',
  schema: removeGuardianshipSchema,
  run: (tx, { id }, scope) => removeGuardianship(tx, { scope, id }),
  after: toStudent,
});

export const editGuardianAction = formAction({
  permission: 'guardians:write',
  schema: editGuardianSchema,
  run: (tx, input, scope) => editGuardian(tx, { scope, input }),
  after: ({ id }) => ({ redirectTo: routes.guardian(id) }),
});

export const confirmNumberAction = formAction({
  permission: 'numbers:confirm',
  schema: confirmNumberSchema,
  run: async (tx, input) => {
    await confirmNumber(tx, input);
    return input.guardianId;
  },
  after: (id) => ({ redirectTo: routes.guardian(id) }),
});
