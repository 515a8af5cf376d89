import type { Metadata } from 'next';
import Link from 'next/link';
import { Form } from '@/components/forms/form';
import { OneTimeCode } from '@/components/forms/one-time-code';
import { PhoneField, TextField } from '@/components/forms/text-field';
import { Phone } from '@/components/ui/figures';
import { SubmitButton } from '@/components/ui/submit-button';
import { askForResetCode, resetByCode } from '@/lib/account/actions';
import { MAX_PASSWORD, sealedPhoneQuery } from '@/lib/core/auth/schema';
import { openSealedPhone } from '@/lib/core/auth/sealed-phone';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { AuthHead } from '../../_components/auth-head';
import { ResetWays } from '../_components/reset-ways';

type Props = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.reset'))('title') };
}

export default async function ResetByCodePage({ searchParams }: Props) {
  const { sent } = sealedPhoneQuery.parse(await searchParams);
  const phone = (await openSealedPhone(sent))?.phone;
  return sent && phone ? <SetByCode sent={sent} phone={phone} /> : <AskForCode />;
}

async function AskForCode() {
  const t = await getTranslations('account.reset');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('title')} lead={t('phoneLead')} />
      <ResetWays current="phone" />
      <Form action={askForResetCode} room="account">
        <PhoneField name="phone" label={t('phone')} required />
        <SubmitButton size="lg" block>
          {t('sendCode')}
        </SubmitButton>
      </Form>
      <p className="text-small text-ink-2">{t('noWay')}</p>
      <Link href={routes.signIn} prefetch={false} className="link tap-area justify-self-start text-small">
        {t('toSignIn')}
      </Link>
    </div>
  );
}

async function SetByCode({ sent, phone }: { sent: string; phone: string }) {
  const [t, own] = await Promise.all([getTranslations('account.reset'), getTranslations('account.password')]);
  return (
    <div className="grid gap-5">
      <AuthHead title={t('codeTitle')} lead={t.rich('codeLead', { phone: () => <Phone number={phone} /> })} />
      <Form action={resetByCode} room="account">
        <input type="hidden" name="sent" value={sent} />
        <OneTimeCode label={t('code')} />
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
      <Link
        href={routes.resetByCode}
        prefetch={false}
        className="link tap-area justify-self-start text-small"
      >
        {t('another')}
      </Link>
    </div>
  );
}
