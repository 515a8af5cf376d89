'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { setWishes } from './mutations';
import { wishesForm } from './schema';

export const saveWishes = formAction({
  permission: 'children:read',
  schema: wishesForm,
  run: (tx, input, { institution, userId }) =>
    setWishes(tx, input, { institutionId: institution.id, userId }),
  after: () => ({ revalidate: [routes.parentMessageSettings] }),
});
