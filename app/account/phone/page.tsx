import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Form } from '@/components/forms/form';
import { OneTimeCode } from '@/components/forms/one-time-code';
import { PhoneField, TextField } from '@/components/forms/text-field';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { Phone } from '@/components/ui/figures';
import { SubmitButton } from '@/components/ui/submit-button';
import { addPhone, askForOwnCode } from '@/lib/account/actions';
import { getAccount } from '@/lib/account/queries';
import { wayIn } from '@/lib/core/auth/factor';
import { MAX_PASSWORD, sealedPhoneQuery } from '@/lib/core/auth/schema';
import { openSealedPhone } from '@/lib/core/auth/sealed-phone';
import { sessionId } from '@/lib/core/auth/session';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

type Props = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.phone'))('title') };
}

export default async function OwnPhonePage({ searchParams }: Props) {
  const sid = await sessionId();
  if (!sid || !(await getAccount(sid))) redirect(await wayIn());
  const { sent } = sealedPhoneQuery.parse(await searchParams);
  const phone = (await openSealedPhone(sent))?.phone;
  const t = await getTranslations('account');
  return (
    <>
      <PhoneHead title={t('phone.title')} back={{ href: routes.account, label: t('back') }} />
      <PhoneMain>
        <hr className="rule-double" />
        {sent && phone ? <Prove sent={sent} phone={phone} /> : <Ask />}
      </PhoneMain>
    </>
  );
}

async function Ask() {
  const [t, own] = await Promise.all([getTranslations('account.phone'), getTranslations('account.password')]);
  return (
    <>
      <p className="text-ink-2">{t('lead')}</p>
      <Form action={askForOwnCode} room="account">
        <PhoneField name="phone" label={t('phone')} required />
        <TextField
          name="currentPassword"
          type="password"
          label={own('current')}
          autoComplete="current-password"
          maxLength={MAX_PASSWORD}
          required
        />
        <SubmitButton block>{t('submit')}</SubmitButton>
      </Form>
    </>
  );
}

async function Prove({ sent, phone }: { sent: string; phone: string }) {
  const [t, reset] = await Promise.all([getTranslations('account.phone'), getTranslations('account.reset')]);
  return (
    <>
      <p className="text-ink-2">{t.rich('codeLead', { phone: () => <Phone number={phone} /> })}</p>
      <Form action={addPhone} room="account">
        <input type="hidden" name="sent" value={sent} />
        <OneTimeCode label={reset('code')} />
        <SubmitButton block>{t('keep')}</SubmitButton>
      </Form>
    </>
  );
}
