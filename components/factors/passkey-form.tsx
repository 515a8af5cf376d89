import type { ReactNode } from 'react';
import { Form } from '@/components/forms/form';
import { Fingerprint } from '@/components/ui/icons';
import type { FormAction } from '@/lib/core/form-state';
import { getTranslations } from '@/lib/core/i18n/translations';
import { PasskeyButton } from './passkey-button';

interface Props {
  kind: 'make' | 'prove';
  begin: FormAction;
  action: FormAction;
  label: string;
  next?: string | undefined;
  children?: ReactNode;
}

/** A form whose one answer is a passkey's. */
export async function PasskeyForm({ kind, begin, action, label, next, children }: Props) {
  const t = await getTranslations('factors.passkeyWords');
  return (
    <Form action={action} room="factors" className="gap-3">
      {children}
      {next && <input type="hidden" name="next" value={next} />}
      <PasskeyButton
        kind={kind}
        begin={begin}
        label={label}
        words={{ busy: t('busy'), cancelled: t('cancelled'), unsupported: t('unsupported') }}
        icon={<Fingerprint aria-hidden size={20} strokeWidth={1.75} />}
      />
    </Form>
  );
}
