import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CircleAlert } from '@/components/ui/icons';
import { drawnForField } from '@/lib/core/auth/drawn-for';
import { drawnNow } from '@/lib/core/auth/scope';
import type { FormAction } from '@/lib/core/form-state';
import type { Namespace } from '@/lib/core/i18n/namespaces';
import { roomField } from '@/lib/core/i18n/sentences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { FormClient } from './form-client';

interface Props {
  action: FormAction;
  /** A room whose catalogue has sentences of its own for its codes, under `errors`. */
  room?: Namespace;
  success?: ReactNode;
  className?: string;
  children: ReactNode;
}

/**
 * A form over an action that answers `FormState`. It works before and without script; what it
 * says of a fault comes with the answer, and no catalogue travels to the browser. It says where it was drawn, so that it is not saved in
 * another register after somebody went there in another tab.
 */
export async function Form({ action, room, success, className, children }: Props) {
  const [locale, t, drawn] = await Promise.all([getLocale(), getTranslations('common'), drawnNow()]);
  return (
    <FormClient
      action={action}
      locale={locale}
      optional={t('optional')}
      refusalIcon={
        <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 flex-none text-clay" />
      }
      success={success}
      className={className}
    >
      {drawn && <input type="hidden" name={drawnForField} value={drawn} />}
      {room && <input type="hidden" name={roomField} value={room} />}
      {children}
    </FormClient>
  );
}
