'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { addNote, editStudent, removeNote } from './mutations';
import {
  addNote as addNoteSchema,
  editStudent as editStudentSchema,
  removeNote as removeNoteSchema,
} from './schema';

const toStudent = ({ studentId }: { studentId: string }) => ({ redirectTo: routes.student(studentId) });

export const editStudentAction = formAction({
  permission: 'students:write',
  schema: editStudentSchema,
  run: (tx, input, scope) => editStudent(tx, { scope, input }),
  after: ({ id }) => ({ redirectTo: routes.student(id) }),
});

export const addNoteAction = formAction({
  permission: 'students:write',
  schema: addNoteSchema,
  run: (tx, input, scope) => addNote(tx, { scope, input }),
  after: toStudent,
});

export const removeNoteAction = formAction({
  permission: 'students:write',
  schema: removeNoteSchema,
  run: (tx, input, scope) => removeNote(tx, { scope, ...input }),
  after: toStudent,
});
