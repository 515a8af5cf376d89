'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as channel from './mutations';
import { metaForm, nothingForm, switchForm, ultramsgForm } from './schema';

export const connectMeta = formAction({
  permission: 'messages:write',
  schema: metaForm,
  run: (tx, input, { institution, now }) =>
    channel.connectMeta(tx, input, { institutionId: institution.id, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});

export const connectUltramsg = formAction({
  permission: 'messages:write',
  schema: ultramsgForm,
  run: (tx, input, { institution, now }) =>
    channel.connectUltramsg(tx, input, { institutionId: institution.id, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});

export const testChannel = formAction({
  permission: 'messages:write',
  schema: nothingForm,
  run: (tx, _input, { institution, now }) => channel.askCheck(tx, { institutionId: institution.id, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});

export const submitTemplates = formAction({
  permission: 'messages:write',
  schema: nothingForm,
  run: (tx, _input, { institution, now }) => channel.askSubmit(tx, { institutionId: institution.id, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});

export const switchAll = formAction({
  permission: 'messages:write',
  schema: switchForm,
  run: (tx, { to }, { institution, now }) => channel.pauseAll(tx, to, { institutionId: institution.id, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});

export const turnOff = formAction({
  permission: 'messages:write',
  schema: nothingForm,
  run: (tx, _input, { institution, now }) => channel.turnOff(tx, { institutionId: institution.id, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});
