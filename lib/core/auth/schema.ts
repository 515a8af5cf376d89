import { z } from 'zod';
import { typedDigits } from '../name';
import { parsePhone } from '../phone';
import { commonPasswords } from './common-passwords';

/** A hash takes the same time for any length; what is longer than this was pasted by mistake, or on purpose. */
export const MAX_PASSWORD = 1000;
const MIN_NEW_PASSWORD = 10;
const MIN_DISTINCT = 6;

export const email = z
  .string()
  .max(254, { error: 'tooLong' })
  .transform((text) => text.trim().normalize('NFC').toLowerCase())
  .pipe(z.email({ error: 'emailInvalid' }));

export const anyPassword = z.string().min(1).max(MAX_PASSWORD);
/** What an invitation's link carries. */
export const invitationToken = z.string().regex(/^[\w-]{20,100}$/, { error: 'invalid' });

/** The pages that a letter's link opens. */
const linkKinds = ['invitation', 'reset', 'factor'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A link as a person pastes it, or what stands behind its # alone. */
export const linkForm = z.strictObject({
  kind: z.enum(linkKinds),
  token: z
    .string()
    .max(500, { error: 'tooLong' })
    .transform((text) => text.trim().split('#').at(-1) ?? '')
    .pipe(z.string().regex(/^[\w-]{20,100}$/, { error: 'linkShape' })),
});

export const passwordForm = z.strictObject({ email, password: anyPassword });

/** Any shape in which people write a number → E.164. Codes: those of `parsePhone`, with the value. */
export const phone = z
  .string()
  .max(60, { error: 'tooLong' })
  .transform((text, ctx) => {
    const read = parsePhone(text);
    if (read.ok) return read.e164;
    ctx.addIssue({ code: 'custom', message: read.code, params: { value: text.trim() } });
    return z.NEVER;
  });

export const phoneForm = z.strictObject({ phone });

/** The number as the page sealed it in the first step, and the six digits in whatever script they were typed. */
export const codeFields = {
  sent: z.string().max(1000),
  code: z
    .string()
    .max(40)
    .transform(typedDigits)
    .pipe(z.string().regex(/^\d{6}$/, { error: 'codeShape' })),
};
export const codeForm = z.strictObject(codeFields);

/** A number in any shape, or an address, as an office keeps it. */
const login = z
  .string()
  .max(254, { error: 'tooLong' })
  .transform((text, ctx) => {
    if (text.includes('@')) {
      const read = email.safeParse(text);
      if (read.success) return read.data;
      ctx.addIssue({ code: 'custom', message: 'emailInvalid' });
      return z.NEVER;
    }
    const read = parsePhone(text);
    if (read.ok) return read.e164;
    ctx.addIssue({ code: 'custom', message: read.code, params: { value: text.trim() } });
    return z.NEVER;
  });

/** What stands on an office's slip: twelve digits in whatever script they are typed. */
export const slipForm = z.strictObject({
  login,
  code: z
    .string()
    .max(60)
    .transform(typedDigits)
    .pipe(z.string().regex(/^\d{12}$/, { error: 'slipShape' })),
});

/** The address of the second step; anything odd in it is simply the first step. */
export const sealedPhoneQuery = z.object({ sent: z.string().max(1000).optional().catch(undefined) });

export const invitationQuery = z.object({ account: z.enum(['known']).optional().catch(undefined) });

export const demoMailboxQuery = z.object({ address: email.optional().catch(undefined) });

export const demoPhoneQuery = z.object({ number: phone.optional().catch(undefined) });

export const chooseForm = z.strictObject({ membershipId: z.uuid({ error: 'invalid' }) });

/** One of the stolen ones, a word of the person's own, a row of the keyboard or of the digits, or a few letters again and again. */
export function isEasyPassword(password: string, address: string): boolean {
  const letters = password.normalize('NFC').toLowerCase();
  const owner = address.split('@')[0] ?? '';
  if (new Set(letters).size < MIN_DISTINCT) return true;
  if (owner.length >= 4 && letters.includes(owner)) return true;
  const rows =
    '0123456789012345678909876543210987654321 qwertyuiopasdfghjklzxcvbnm abcdefghijklmnopqrstuvwxyz';
  const plain = letters.replace(/[^\p{L}\p{N}]/gu, '');
  if (rows.includes(plain) || commonPasswords.has(plain)) return true;
  const rest = plain
    .replace(/password|passwort|hifzpro|pakistan|bismillah|welcome|admin/g, '')
    .replace(/\d/g, '');
  return plain !== rest && rest.length < 4;
}

export const newPassword = z
  .string()
  .min(MIN_NEW_PASSWORD, { error: 'passwordShort' })
  .max(MAX_PASSWORD, { error: 'tooLong' });

export const newAccountForm = z
  .strictObject({ token: invitationToken, email, password: newPassword })
  .refine(({ email: address, password }) => !isEasyPassword(password, address), {
    path: ['password'],
    error: 'passwordWeak',
  });

export const knownAccountForm = z.strictObject({ token: invitationToken, email, password: anyPassword });
