import { Form } from '@/components/forms/form';
import { OneTimeCode } from '@/components/forms/one-time-code';
import { TextField } from '@/components/forms/text-field';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { askForProofCode, proveSelf, proveSelfByCode } from '@/lib/account/actions';
import { MAX_PASSWORD } from '@/lib/core/auth/schema';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export type ProofWay = 'factor' | 'password' | 'code';

/** Once more, that it is the same person: by the second factor, the password, or a code to the own number. */
export async function ProofForm({ way, sent }: { way: ProofWay; sent: string | undefined }) {
  const [t, own, reset] = await Promise.all([
    getTranslations('account.proof'),
    getTranslations('account.password'),
    getTranslations('account.reset'),
  ]);
  return (
    <div className="grid gap-4">
      <p className="text-small text-ink-2">{t('lead')}</p>
      {way === 'factor' && (
        <ButtonLink href={routes.secondFactor(routes.account)} className="justify-self-start">
          {t('byFactor')}
        </ButtonLink>
      )}
      {way === 'password' && (
        <Form action={proveSelf} room="account">
          <TextField
            name="currentPassword"
            type="password"
            label={own('current')}
            autoComplete="current-password"
            maxLength={MAX_PASSWORD}
            required
          />
          <SubmitButton className="justify-self-start">{t('submit')}</SubmitButton>
        </Form>
      )}
      {way === 'code' && sent && (
        <Form action={proveSelfByCode} room="account">
          <input type="hidden" name="sent" value={sent} />
          <OneTimeCode label={reset('code')} />
          <SubmitButton className="justify-self-start">{t('submit')}</SubmitButton>
        </Form>
      )}
      {way === 'code' && (
        <Form action={askForProofCode} room="account">
          <SubmitButton variant="secondary" className="justify-self-start">
            {t(sent ? 'again' : 'send')}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}
