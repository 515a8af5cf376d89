import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { CodeField } from '@/components/factors/code-field';
import { PasskeyForm } from '@/components/factors/passkey-form';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/core/auth/actions';
import { env } from '@/lib/core/env';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { beginProof, proveByCode, proveByPasskey, proveByRecoveryCode } from '@/lib/factors/actions';
import { getOwnFactors } from '@/lib/factors/queries';
import { hasFactor } from '@/lib/factors/rules';
import { secondFactorQuery } from '@/lib/factors/schema';
import { AuthHead } from '../../_components/auth-head';

type Props = { searchParams: Promise<Record<string, unknown>> };
type Step = { next: string | undefined };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.proof'))('title') };
}

/** The second proof: after the first one, or once more before a change that a stolen browser must not make. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const own = await getOwnFactors();
  if (!own) redirect(routes.signIn);
  if (!hasFactor(own)) redirect(own.owes ? routes.setUpFactor : routes.ownFactors);
  const { next, by } = secondFactorQuery.parse(await searchParams);
  const t = await getTranslations('factors.proof');
  const recovery = by === 'recovery';
  return (
    <div className="grid gap-5">
      <AuthHead
        title={t(recovery ? 'recoveryTitle' : 'title')}
        lead={
          recovery ? t('recoveryLead') : t(own.owes ? (own.totp ? 'lead' : 'passkeyOnly') : 'confirmLead')
        }
      />
      {recovery ? <ByRecovery next={next} /> : own.totp && <ByCode next={next} />}
      {!recovery && own.passkeys.length > 0 && (
        <PasskeyForm
          kind="prove"
          begin={beginProof}
          action={proveByPasskey}
          label={t('passkey')}
          next={next}
        />
      )}
      <Ways recovery={recovery} next={next} owes={own.owes} />
    </div>
  );
}

const Next = ({ next }: Step) => next && <input type="hidden" name="next" value={next} />;

async function ByCode({ next }: Step) {
  const t = await getTranslations('factors.proof');
  return (
    <Form action={proveByCode} room="factors">
      <Next next={next} />
      <CodeField />
      <SubmitButton size="lg" block>
        {t('submit')}
      </SubmitButton>
    </Form>
  );
}

async function ByRecovery({ next }: Step) {
  const t = await getTranslations('factors.proof');
  return (
    <Form action={proveByRecoveryCode} room="factors">
      <Next next={next} />
      <TextField
        name="code"
        label={t('recovery')}
        hint={t('recoveryHint', { example: 'ABCDE-23456' })}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        maxLength={20}
        required
      />
      <SubmitButton size="lg" block>
        {t('submit')}
      </SubmitButton>
    </Form>
  );
}

/** What else there is for whoever has no code at hand. */
async function Ways({ recovery, next, owes }: Step & { recovery: boolean; owes: boolean }) {
  const t = await getTranslations('factors.proof');
  const link = (href: string, words: string) => (
    <Link href={href} prefetch={false} className="link tap-area justify-self-start text-small">
      {words}
    </Link>
  );
  return (
    <div className="grid gap-2">
      {recovery
        ? link(routes.secondFactor(next), t('byCode'))
        : link(routes.recoveryCode(next), t('byRecovery'))}
      {link(routes.lostFactor, t('lost'))}
      {env().DEMO === '1' && (
        <p className="text-small text-ink-2">
          {t.rich('demo', {
            link: (words) => (
              <Link href={routes.demoAuthenticator} prefetch={false} target="_blank" className="link">
                {words}
              </Link>
            ),
          })}
        </p>
      )}
      {owes && (
        <form action={signOut}>
          <SubmitButton variant="ghost" className="-ms-3">
            {t('other')}
          </SubmitButton>
        </form>
      )}
    </div>
  );
}
