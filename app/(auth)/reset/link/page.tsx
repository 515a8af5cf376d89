import type { Metadata } from 'next';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { resetByLink } from '@/lib/account/actions';
import { resetAddress } from '@/lib/account/queries';
import { resetToken } from '@/lib/account/schema';
import { keptLink } from '@/lib/core/auth/link';
import { MAX_PASSWORD } from '@/lib/core/auth/schema';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { AuthHead } from '../../_components/auth-head';
import { LinkDoor } from '../../_components/link-door';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.reset'))('setTitle') };
}

/** Looking does not use the link up. */
export default async function ResetLinkPage() {
  const kept = await keptLink('reset');
  const token = resetToken.safeParse(kept).data;
  const email = token && (await resetAddress(token));
  return (
    <>
      <LinkDoor kind="reset" waits={!kept} />
      {token && email ? <SetPassword token={token} email={email} /> : kept && <Over />}
    </>
  );
}

async function SetPassword({ token, email }: { token: string; email: string }) {
  const [t, own] = await Promise.all([getTranslations('account.reset'), getTranslations('account.password')]);
  return (
    <div className="grid gap-5">
      <AuthHead title={t('setTitle')} lead={t('setLead', { email })} />
      <Form action={resetByLink} room="account">
        <input type="hidden" name="token" value={token} />
        {/* For the browser's password manager: whose password this is. */}
        <input type="email" name="$username" autoComplete="username" value={email} readOnly hidden />
        <TextField
          name="password"
          type="password"
          label={t('password')}
          hint={own('hint')}
          autoComplete="new-password"
          maxLength={MAX_PASSWORD}
          required
        />
        <SubmitButton size="lg" block>
          {t('submit')}
        </SubmitButton>
      </Form>
    </div>
  );
}

async function Over() {
  const t = await getTranslations('account.reset');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('overTitle')} lead={t('over')} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={routes.reset}>{t('another')}</ButtonLink>
        <ButtonLink href={routes.signIn} variant="ghost">
          {t('toSignIn')}
        </ButtonLink>
      </div>
    </div>
  );
}
