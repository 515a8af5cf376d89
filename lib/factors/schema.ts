import { z } from 'zod';
import { typedDigits } from '@/lib/core/name';
import { ownPath, plainRecoveryCode, RECOVERY_LETTERS, recoveryAlphabet } from './rules';

/** Digits of any script, spaced or not. */
const sixDigits = z
  .string()
  .max(40)
  .transform(typedDigits)
  .pipe(z.string().regex(/^\d{6}$/, { error: 'codeShape' }));

const recoveryCode = z
  .string()
  .max(60)
  .transform(plainRecoveryCode)
  .pipe(
    z.string().regex(new RegExp(`^[${recoveryAlphabet}]{${RECOVERY_LETTERS}}$`), { error: 'recoveryShape' }),
  );

const next = z.string().max(500).optional().transform(ownPath);

export const codeProofForm = z.strictObject({ code: sixDigits, next });
export const recoveryProofForm = z.strictObject({ code: recoveryCode, next });
export const confirmForm = z.strictObject({ code: sixDigits, next });
export const nothingForm = z.strictObject({});

export type PasskeyAnswer = { id: string; response: { clientDataJSON: string } };

/** What a browser's passkey answered, as text: what is needed to find the key is looked at here, the rest where the
 *  signature is. */
const answer = z
  .string()
  .max(20_000)
  .transform((text, ctx): PasskeyAnswer => {
    try {
      const read = JSON.parse(text) as Partial<PasskeyAnswer> | null;
      if (typeof read?.id === 'string' && typeof read.response?.clientDataJSON === 'string')
        return read as PasskeyAnswer;
    } catch {
      // Not JSON: the same refusal as JSON that is no answer.
    }
    ctx.addIssue({ code: 'custom', message: 'passkeyWrong' });
    return z.NEVER;
  });

export const newPasskeyForm = z.strictObject({
  answer,
  next,
  name: z
    .string()
    .max(60, { error: 'tooLong' })
    .optional()
    .transform((text) => text?.trim().normalize('NFC') ?? ''),
});
export const passkeyProofForm = z.strictObject({ answer, next });
export const factorForm = z.strictObject({ id: z.uuid({ error: 'invalid' }) });
export const colleagueForm = z.strictObject({ person: z.uuid({ error: 'invalid' }) });
export const resetToken = z.string().regex(/^[\w-]{20,100}$/, { error: 'invalid' });
export const resetForm = z.strictObject({ token: resetToken });

export const secondFactorQuery = z.object({
  next: z.string().max(500).optional().catch(undefined).transform(ownPath),
  by: z.enum(['recovery']).optional().catch(undefined),
});
