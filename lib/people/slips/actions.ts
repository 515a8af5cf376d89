'use server';
import { sendMail } from '@/lib/adapters/mail';
import { formAction } from '@/lib/core/action';
import { countAttempt } from '@/lib/core/auth/limits';
import { AppError } from '@/lib/core/errors';
import { later } from '@/lib/core/later';
import { getGuardian } from '@/lib/guardians/queries';
import { getStaff } from '@/lib/staff/queries';
import { printSlip as makeSlip, slipAddressee } from './mutations';
import * as schema from './schema';
import { paperOf, slipPrintedMail } from './words';

/** The paper is answered this once. After the commit the owner of the account is told, by the account's own address. */
export const printSlip = formAction({
  permission: 'slips:print',
  schema: schema.slipForm,
  async run(tx, input, scope) {
    const { institution } = scope;
    await countAttempt('slips', scope.userId);
    const person =
      input.kind === 'guardian'
        ? await getGuardian(tx, { institutionId: institution.id, id: input.id })
        : await getStaff(tx, scope, input.id);
    if (!person) throw new AppError('NOT_FOUND', 'notFound');
    const { slipId, ...made } = await makeSlip(tx, input);
    const { login, language } = input;
    return {
      slipId,
      language,
      paper: await paperOf({ language, house: institution, person, login, ...made }),
    };
  },
  after: ({ slipId, language }) => {
    later('slip', async () => {
      const owner = await slipAddressee(slipId);
      if (owner) await sendMail(await slipPrintedMail(owner.email, owner.institution, language));
    });
    return {};
  },
});
