'use server';
import { formAction, supportAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as support from './mutations';
import * as own from './own/mutations';
import * as schema from './schema';

// The banner is the frame's: what the browser keeps of it is dropped with every answer.
const toGrant = ({ id }: { id: string }) => ({
  redirectTo: routes.supportGrant(id),
  revalidate: [routes.supportAccess],
});

export const askSupport = supportAction({
  permission: 'support:ask',
  schema: schema.askForm,
  run: (input, self) => own.askSupport(self, input),
  after: () => ({ redirectTo: routes.supportSaid('asked') }),
});

export const beginVisit = supportAction({
  permission: 'support:ask',
  schema: schema.oneGrant,
  run: (input, self) => own.beginVisit(self, input),
  after: (outcome) => ({
    redirectTo: outcome === 'in' ? routes.admin : routes.secondFactor(routes.support),
  }),
});

export const leaveVisit = supportAction({
  permission: 'support:ask',
  schema: schema.oneGrant,
  run: (input, self) => own.leaveVisit(self, input),
  after: () => ({ redirectTo: routes.supportSaid('ended') }),
});

/** Comes in at once where the institution agreed to that beforehand. */
export const enterInEmergency = supportAction({
  permission: 'support:ask',
  schema: schema.askForm,
  run: async (input, self) => ({ outcome: await own.enterInEmergency(self, input), house: input.house }),
  after: ({ outcome, house }) => ({
    redirectTo: outcome === 'in' ? routes.admin : routes.secondFactor(routes.askSupport(house)),
  }),
});

export const agreeEmergency = formAction({
  permission: 'support:decide',
  schema: schema.agreementForm,
  run: (tx, input) => support.agreeEmergency(tx, input),
  after: () => ({ redirectTo: routes.supportAccess, revalidate: [routes.supportAccess] }),
});

export const approveSupport = formAction({
  permission: 'support:decide',
  schema: schema.approveForm,
  run: (tx, input) => support.approveSupport(tx, input),
  after: toGrant,
});

export const declineSupport = formAction({
  permission: 'support:decide',
  schema: schema.declineForm,
  run: (tx, input) => support.declineSupport(tx, input),
  after: toGrant,
});

export const endSupport = formAction({
  permission: 'support:decide',
  schema: schema.oneGrant,
  run: (tx, input) => support.endSupport(tx, input),
  after: toGrant,
});
