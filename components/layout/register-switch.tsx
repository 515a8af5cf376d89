import { Form } from '@/components/forms/form';
import { PersonName } from '@/components/ui/person-name';
import { SubmitButton } from '@/components/ui/submit-button';
import { choose } from '@/lib/core/auth/actions';
import type { Scope } from '@/lib/core/auth/scope';
import { listMemberships, type MembershipChoice } from '@/lib/core/auth/session';
import { getTranslations } from '@/lib/core/i18n/translations';

/** The other registers of the person, one tap each: the session stays, the token is made anew. Nothing for the many who
 *  have one register only. */
export async function RegisterSwitch({ scope }: { scope: Scope }) {
  if (!scope.others) return null;
  const choices = await listMemberships();
  const others = choices.filter(
    (one) => one.institutionId !== scope.institution.id || one.role !== scope.role,
  );
  if (others.length === 0) return null;
  const t = await getTranslations('nav');
  return (
    <nav aria-label={t('registers')} className="grid gap-1">
      <p className="text-caption text-ink-3">{t('registers')}</p>
      <ul className="grid gap-2">
        {others.map((one) => (
          <li key={one.membershipId}>
            <SwitchTo choice={one} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A register as a button that opens it. */
export async function SwitchTo({ choice }: { choice: MembershipChoice }) {
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
