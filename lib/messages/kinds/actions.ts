'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as kinds from './mutations';
import { kindForm } from './schema';

export const saveKind = formAction({
  permission: 'messages:write',
  schema: kindForm,
  run: (tx, input, { institution, now }) => kinds.saveKind(tx, input, { institutionId: institution.id, now }),
  after: () => ({ revalidate: [routes.messageKinds] }),
});
