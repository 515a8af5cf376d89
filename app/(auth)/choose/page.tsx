import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SwitchTo } from '@/components/layout/register-switch';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/core/auth/actions';
import { type SessionState, sessionState, wayIn } from '@/lib/core/auth/factor';
import { listMemberships, numberHeld, sessionId } from '@/lib/core/auth/session';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { AuthHead } from '../_components/auth-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('choose.title') };
}

// HifzPro's own people have no register to choose.
const elsewhere: SessionState[] = ['set-up', 'factor', 'support'];

export default async function ChoosePage() {
  if (!(await sessionId())) redirect(routes.signIn);
  // A session that owes its second factor learns nothing of where its person belongs.
  if (elsewhere.includes(await sessionState())) redirect(await wayIn());
  const choices = await listMemberships();
  const held = choices.length === 0 && (await numberHeld());
  const [t, n] = await Promise.all([getTranslations('auth'), getTranslations('nav')]);
  return (
    <div className="grid gap-5">
      {choices.length > 0 ? (
        <AuthHead title={t('choose.title')} lead={t(choices.length > 1 ? 'choose.lead' : 'choose.one')} />
      ) : (
        <AuthHead title={t('choose.noneTitle')} lead={t(held ? 'choose.noneHeld' : 'choose.none')} />
      )}
      {choices.length > 0 && (
        <ul className="grid gap-3">
          {choices.map((choice) => (
            <li key={choice.membershipId}>
              <SwitchTo choice={choice} />
            </li>
          ))}
        </ul>
      )}
      <form action={signOut}>
        <SubmitButton variant="secondary">{n('signOut')}</SubmitButton>
      </form>
    </div>
  );
}
