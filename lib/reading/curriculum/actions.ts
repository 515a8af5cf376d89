'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { editCurriculum } from './mutations';
import * as schema from './schema';

const after = () => ({ revalidate: [routes.curriculumSettings] });

export const addItem = formAction({
  permission: 'settings:write',
  schema: schema.addItem,
  run: (tx, { list, ...item }, scope) => editCurriculum(tx, { op: 'add', list, item }, scope),
  after,
});

export const renameItem = formAction({
  permission: 'settings:write',
  schema: schema.renameItem,
  run: (tx, input, scope) => editCurriculum(tx, { op: 'rename', ...input }, scope),
  after,
});

export const moveItem = formAction({
  permission: 'settings:write',
  schema: schema.moveItem,
  run: (tx, input, scope) => editCurriculum(tx, input, scope),
  after,
});
