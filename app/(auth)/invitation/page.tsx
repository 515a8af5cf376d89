import type { Metadata } from 'next';
import Link from 'next/link';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { ButtonLink } from '@/components/ui/button';
import { Segmented } from '@/components/ui/link-row';
import { SubmitButton } from '@/components/ui/submit-button';
import { joinWithKnownAccount, joinWithNewAccount } from '@/lib/core/auth/actions';
import { findInvitation, type Invitation } from '@/lib/core/auth/invitation';
import { keptLink } from '@/lib/core/auth/link';
import { invitationQuery, invitationToken } from '@/lib/core/auth/schema';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { AuthHead } from '../_components/auth-head';
import { LinkDoor } from '../_components/link-door';

type Props = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('invitation.accept') };
}

export default async function InvitationPage({ searchParams }: Props) {
  const kept = await keptLink('invitation');
  return (
    <>
      <LinkDoor kind="invitation" waits={!kept} />
      {kept && <Opened kept={kept} account={invitationQuery.parse(await searchParams).account} />}
    </>
  );
}

async function Opened({ kept, account }: { kept: string; account: 'known' | undefined }) {
  const token = invitationToken.safeParse(kept).data;
  const invitation = token && (await findInvitation(token));
  if (!token || !invitation) return <Over />;
  return <Accept token={token} invitation={invitation} known={invitation.joined || account === 'known'} />;
}

async function Over() {
  const t = await getTranslations('auth.invitation');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('overTitle')} lead={t('over')} />
      <ButtonLink href={routes.signIn} className="justify-self-start">
        {t('toSignIn')}
      </ButtonLink>
    </div>
  );
}

async function Accept({
  token,
  invitation,
  known,
}: {
  token: string;
  invitation: Invitation;
  known: boolean;
}) {
  const t = await getTranslations('auth');
  const here = routes.invitationPage;
  const role = t(`roles.${invitation.role as 'admin'}`);
  const byPhone = !invitation.joined && ['teacher', 'examiner'].includes(invitation.role);
  return (
    <div className="grid gap-5">
      <AuthHead
        title={t('invitation.title', { name: invitation.name })}
        lead={t('invitation.lead', { institution: invitation.institution })}
      />
      <p className="text-small text-ink-2">
        {invitation.campus
          ? t('invitation.roleAt', { role, campus: invitation.campus })
          : t('invitation.role', { role })}{' '}
        {invitation.joined && t('invitation.joined')}
      </p>
      {!invitation.joined && (
        <Segmented
          label={t('invitation.which')}
          items={[
            { href: here, label: t('invitation.fresh'), current: !known },
            { href: `${here}?account=known`, label: t('invitation.known'), current: known },
          ]}
        />
      )}
      <Form action={known ? joinWithKnownAccount : joinWithNewAccount} room="auth">
        <input type="hidden" name="token" value={token} />
        <TextField
          name="email"
          type="email"
          label={t('email')}
          defaultValue={invitation.email ?? undefined}
          autoComplete="username"
          maxLength={254}
          required
        />
        <TextField
          name="password"
          type="password"
          label={known ? t('password') : t('invitation.newPassword')}
          hint={known ? undefined : t('invitation.newPasswordHint')}
          autoComplete={known ? 'current-password' : 'new-password'}
          maxLength={1000}
          required
        />
        <SubmitButton size="lg" block>
          {t('invitation.accept')}
        </SubmitButton>
      </Form>
      {byPhone && (
        <p className="text-small text-ink-2">
          {t.rich('invitation.byPhone', {
            link: (words) => (
              <Link href={routes.code} prefetch={false} className="link">
                {words}
              </Link>
            ),
          })}
        </p>
      )}
    </div>
  );
}
