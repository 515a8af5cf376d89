import type { Metadata } from 'next';
import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { keptLink } from '@/lib/core/auth/link';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { callOffReset, finishReset } from '@/lib/factors/actions';
import { type FactorReset, findFactorReset, getOwnFactors } from '@/lib/factors/queries';
import { resetToken } from '@/lib/factors/schema';
import { AuthHead } from '../../../../_components/auth-head';
import { LinkDoor } from '../../../../_components/link-door';

type Props = { searchParams: Promise<Record<string, unknown>> };

/** Nobody is signed in here whose institution could say where they live. */
const zone = 'Asia/Karachi';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.reset'))('title') };
}

/** Where the mail's link leads: to wait and call off for a day, then to take the second key off. */
export default async function FactorResetPage({ searchParams }: Props) {
  const kept = await keptLink('factor');
  const calledOff = (await searchParams).done === 'off';
  return (
    <>
      <LinkDoor kind="factor" waits={!kept && !calledOff} />
      {(kept || calledOff) && <Opened kept={kept} calledOff={calledOff} />}
    </>
  );
}

async function Opened({ kept, calledOff }: { kept: string | undefined; calledOff: boolean }) {
  const token = resetToken.safeParse(kept).data;
  const reset = token && (await findFactorReset(token));
  const t = await getTranslations('factors.reset');
  if (!token || !reset) {
    return (
      <div className="grid gap-5">
        <AuthHead title={t('overTitle')} lead={t(calledOff ? 'calledOff' : 'over')} />
        <ButtonLink href={routes.signIn} className="justify-self-start">
          {t('toSignIn')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div className="grid gap-6">
      <AuthHead title={t('title')} lead={await leadOf(reset)} />
      {reset.isOpen && <Finish token={token} reset={reset} />}
      <Form action={callOffReset} room="factors">
        <input type="hidden" name="token" value={token} />
        <div>
          <SubmitButton variant="secondary">{t('callOff')}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}

async function leadOf({ isOpen, opensAt }: FactorReset): Promise<string> {
  const [t, format] = await Promise.all([getTranslations('factors.reset'), getFormat()]);
  if (isOpen) return t('open');
  return t('notYet', {
    day: format.dateShort(localDateAt(opensAt, zone)),
    time: format.time(opensAt, zone),
  });
}

/** The link is one half; the other is the person's own sign-in. */
async function Finish({ token, reset }: { token: string; reset: FactorReset }) {
  const [own, t] = await Promise.all([getOwnFactors(), getTranslations('factors.reset')]);
  if (own?.userId !== reset.userId) {
    return (
      <div className="grid gap-3">
        <p>{t('signFirst')}</p>
        <ButtonLink href={routes.signIn} className="justify-self-start">
          {t('toSignIn')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <Form action={finishReset} room="factors">
      <input type="hidden" name="token" value={token} />
      <SubmitButton variant="dangerSolid" size="lg" block>
        {t('finish')}
      </SubmitButton>
    </Form>
  );
}
