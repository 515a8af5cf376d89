'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { leaveStudent, returnStudent, transferStudent } from '../transfer/mutations';
import { enrolStudent, placeStudent } from './mutations';
import {
  enrolStudent as enrolSchema,
  leaveStudent as leaveSchema,
  placeStudent as placeSchema,
  returnStudent as returnSchema,
  transferStudent as transferSchema,
} from './schema';

const toStudent = ({ id }: { id: string }) => ({ redirectTo: routes.student(id) });

export const enrolStudentAction = formAction({
  permission: 'students:write',
  schema: enrolSchema,
  run: (tx, input, scope) => enrolStudent(tx, { scope, input }),
  after: toStudent,
});

export const placeStudentAction = formAction({
  permission: 'students:write',
  schema: placeSchema,
  run: (tx, input, scope) => placeStudent(tx, { scope, input }),
  after: ({ studentId }) => ({ redirectTo: routes.student(studentId) }),
});

export const transferStudentAction = formAction({
  permission: 'students:write',
  schema: transferSchema,
  run: (tx, input, scope) => transferStudent(tx, { scope, input }),
  after: toStudent,
});

export const leaveStudentAction = formAction({
  permission: 'students:write',
  schema: leaveSchema,
  run: (tx, input, scope) => leaveStudent(tx, { scope, input }),
  after: toStudent,
});

export const returnStudentAction = formAction({
  permission: 'students:write',
  schema: returnSchema,
  run: (tx, input, scope) => returnStudent(tx, { scope, input }),
  after: toStudent,
});
