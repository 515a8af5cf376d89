'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as halqas from './mutations';
import * as schema from './schema';

const toHalqa = ({ id }: { id: string }) => ({ redirectTo: routes.halqa(id) });

export const createHalqa = formAction({
  permission: 'halqas:write',
  schema: schema.createHalqa,
  run: (tx, input, scope) => halqas.createHalqa(tx, scope, input),
  after: toHalqa,
});

export const editHalqa = formAction({
  permission: 'halqas:write',
  schema: schema.editHalqa,
  run: (tx, input, scope) => halqas.editHalqa(tx, scope, input),
  after: toHalqa,
});
