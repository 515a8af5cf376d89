import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { openLink } from '@/lib/core/auth/actions';
import type { LinkKind } from '@/lib/core/auth/schema';
import { getTranslations } from '@/lib/core/i18n/translations';
import { AuthHead } from './auth-head';
import { TakeHash } from './take-hash';

/** Where a letter's link arrives: what stands behind its # is sent at once; without script the person pastes the link.
 *  @param waits whether nothing was handed over yet; else the door only listens for another link */
export async function LinkDoor({ kind, waits }: { kind: LinkKind; waits: boolean }) {
  const t = await getTranslations('auth.link');
  return (
    <div hidden={!waits} className={waits ? 'grid gap-5' : undefined}>
      {waits && <AuthHead title={t('title')} lead={t('lead')} />}
      <Form action={openLink} room="auth">
        <input type="hidden" name="kind" value={kind} />
        <TextField
          name="token"
          label={t('paste')}
          hint={t('hint')}
          autoComplete="off"
          dir="ltr"
          maxLength={500}
          required
        />
        <TakeHash />
        <SubmitButton block>{t('open')}</SubmitButton>
      </Form>
    </div>
  );
}
