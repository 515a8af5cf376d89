'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as campuses from './mutations';
import * as schema from './schema';

const toList = () => ({ redirectTo: routes.campuses });

export const createCampus = formAction({
  permission: 'campuses:write',
  schema: schema.createCampus,
  run: (tx, input, scope) => campuses.createCampus(tx, scope, input),
  after: toList,
});

export const editCampus = formAction({
  permission: 'campuses:write',
  schema: schema.editCampus,
  run: (tx, input, scope) => campuses.editCampus(tx, scope, input),
  after: toList,
});
