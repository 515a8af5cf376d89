import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Form } from '@/components/forms/form';
import { PersonName } from '@/components/ui/person-name';
import { SubmitButton } from '@/components/ui/submit-button';
import { choose, signOut } from '@/lib/core/auth/actions';
import { listMemberships, type MembershipChoice, sessionId } from '@/lib/core/auth/session';
import { routes } from '@/lib/core/routes';
import { AuthHead } from '../_components/auth-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('choose.title') };
}

export default async function ChoosePage() {
  if (!(await sessionId())) redirect(routes.signIn);
  const choices = await listMemberships();
  const [t, n] = await Promise.all([getTranslations('auth'), getTranslations('nav')]);
  return (
    <div className="grid gap-5">
      {choices.length > 0 ? (
        <AuthHead title={t('choose.title')} lead={t(choices.length > 1 ? 'choose.lead' : 'choose.one')} />
      ) : (
        <AuthHead title={t('choose.noneTitle')} lead={t('choose.none')} />
      )}
      {choices.length > 0 && (
        <ul className="grid gap-3">
          {choices.map((choice) => (
            <li key={choice.membershipId}>
              <Choice choice={choice} />
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

async function Choice({ choice }: { choice: MembershipChoice }) {
  const t = await getTranslations('auth');
  const role = t(`roles.${choice.role as 'admin'}`);
  return (
    <Form action={choose} room="auth">
      <input type="hidden" name="membershipId" value={choice.membershipId} />
      <SubmitButton
        variant="secondary"
        size="thumb"
        block
        aria-label={t('choose.label', { role, institution: choice.institution })}
      >
        <span className="flex w-full items-center justify-between gap-3 py-1 text-start">
          <PersonName name={choice.institution} nativeName={choice.nativeName} />
          <span className="text-small text-ink-2">{role}</span>
        </span>
      </SubmitButton>
    </Form>
  );
}
