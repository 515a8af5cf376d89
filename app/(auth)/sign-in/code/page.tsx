import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { OneTimeCode } from '@/components/forms/one-time-code';
import { PhoneField } from '@/components/forms/text-field';
import { ButtonLink } from '@/components/ui/button';
import { Phone } from '@/components/ui/figures';
import { SubmitButton } from '@/components/ui/submit-button';
import { askForCode } from '@/lib/account/actions';
import { signInByCode } from '@/lib/core/auth/actions';
import { homeOf } from '@/lib/core/auth/roles';
import { sealedPhoneQuery } from '@/lib/core/auth/schema';
import { currentScope } from '@/lib/core/auth/scope';
import { openSealedPhone } from '@/lib/core/auth/sealed-phone';
import { env } from '@/lib/core/env';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { AuthHead } from '../../_components/auth-head';
import { WaysIn } from '../../_components/ways-in';

type Props = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('byPhone') };
}

export default async function CodePage({ searchParams }: Props) {
  const scope = await currentScope();
  if (scope) redirect(homeOf(scope.role));
  const { sent } = sealedPhoneQuery.parse(await searchParams);
  const phone = (await openSealedPhone(sent))?.phone;
  return sent && phone ? <TypeTheCode sent={sent} phone={phone} /> : <AskForCode />;
}

function AskForCode() {
  const t = useTranslations('auth');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('greeting')} lead={t('lead')} />
      <WaysIn current="phone" />
      <Form action={askForCode} room="auth">
        <PhoneField name="phone" label={t('code.phone')} hint={t('code.phoneExample')} required />
        <SubmitButton size="lg" block>
          {t('code.send')}
        </SubmitButton>
      </Form>
      <SlipHint />
      <p className="text-small text-ink-2">{t('code.weaker')}</p>
    </div>
  );
}

/** A locked-out person always has a way back: the office prints it. */
function SlipHint() {
  const t = useTranslations('auth');
  return (
    <p className="text-small text-ink-2">
      {t.rich('slip.noCode', {
        link: (words) => (
          <Link href={routes.slip} prefetch={false} className="link tap-area">
            {words}
          </Link>
        ),
      })}
    </p>
  );
}

function TypeTheCode({ sent, phone }: { sent: string; phone: string }) {
  const t = useTranslations('auth');
  return (
    <div className="grid gap-5">
      <AuthHead
        title={t('code.sentTitle')}
        lead={t.rich('code.sentTo', { phone: () => <Phone number={phone} /> })}
      />
      <Form action={signInByCode} room="auth">
        <input type="hidden" name="sent" value={sent} />
        <OneTimeCode label={t('code.code')} />
        <SubmitButton size="lg" block>
          {t('code.submit')}
        </SubmitButton>
      </Form>
      <div className="flex flex-wrap gap-3">
        <Form action={askForCode} room="auth">
          <input type="hidden" name="phone" value={phone} />
          <SubmitButton variant="secondary">{t('code.again')}</SubmitButton>
        </Form>
        <ButtonLink href={routes.code} variant="ghost">
          {t('code.otherNumber')}
        </ButtonLink>
      </div>
      <SlipHint />
      {env().DEMO === '1' && (
        <p className="text-small text-ink-2">
          {t.rich('code.demo', {
            link: (words) => (
              <Link
                href={`${routes.demoPhone}?number=${encodeURIComponent(phone)}`}
                prefetch={false}
                className="link"
              >
                {words}
              </Link>
            ),
          })}
        </p>
      )}
    </div>
  );
}
