'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as kinds from './mutations';
import { kindForm } from './schema';

export const saveKind = formAction({
  permission: 'messages:write',
  schema: kindForm,
  run: (tx, input, { institution: { id: institutionId, timeZone }, now }) =>
    kinds.saveKind(tx, input, { institutionId, timeZone, now }),
  after: () => ({ revalidate: [routes.messageKinds] }),
});
