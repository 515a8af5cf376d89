import { z } from 'zod';
import { anyPassword, codeFields, email, invitationToken, newPassword, phone } from '@/lib/core/auth/schema';

/** Where a forgotten password's link goes. */
export const resetForm = z.strictObject({ email });

/** What the link carries; of the same shape as an invitation's. */
export const resetToken = invitationToken;

export const newPasswordForm = z.strictObject({ token: resetToken, password: newPassword });
export type NewPassword = z.output<typeof newPasswordForm>;

export const resetCodeForm = z.strictObject({ ...codeFields, password: newPassword });

/** `sent` after the link was asked for: the page then says so, to everyone alike. */
export const resetQuery = z.object({ sent: z.literal('1').optional().catch(undefined) });

export const changePasswordForm = z.strictObject({ currentPassword: anyPassword, password: newPassword });
export type ChangePassword = z.output<typeof changePasswordForm>;

export const ownPhoneForm = z.strictObject({ currentPassword: anyPassword, phone });

export { codeForm as phoneCodeForm } from '@/lib/core/auth/schema';

export const deviceForm = z.strictObject({ id: z.uuid({ error: 'invalid' }) });

/** That it is the same person as at the sign-in. */
export const proofForm = z.strictObject({ currentPassword: anyPassword });

/** A form that is only a button. */
export const nothing = z.strictObject({});

export const accountDone = ['password', 'phone', 'device', 'devices', 'proven'] as const;
/** What the person has just done, so that the page can say so. */
export const accountQuery = z.object({
  done: z.enum(accountDone).optional().catch(undefined),
  /** A code is on its way to the person's own number. */
  sent: z.string().max(1000).optional().catch(undefined),
});

export const signInQuery = z.object({
  done: z.enum(['out', 'over', 'password']).optional().catch(undefined),
});
