import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Ltr, Phone } from '@/components/ui/figures';
import { Link2 } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { LocalDate } from '@/lib/core/time';
import { inviteStaff } from '@/lib/staff/actions';
import type { Access } from '@/lib/staff/rules';
import { AccessBadge } from './access-badge';
import { InvitationLink } from './invitation-link';

interface Props {
  id: string;
  access: Access;
  email: string | null;
  phone: string | null;
  /** Last day of the newest unused link. */
  until: LocalDate | null;
}

/** Whether an ustadh can sign in, and the link that lets them. */
export function InvitationSheet({ id, access, email, phone, until }: Props) {
  const t = useTranslations('staff.invite');
  const format = useFormat();
  const date = until ? format.date(until) : '';
  const sentence =
    access === 'SIGNED_UP'
      ? t('signedUp')
      : access === 'INVITED'
        ? t('invited', { date })
        : access === 'EXPIRED'
          ? t('expired', { date })
          : t('none');
  return (
    <Sheet title={t('title')} aside={<AccessBadge access={access} />}>
      <p className="max-w-[62ch] text-small text-ink-2">{sentence}</p>
      {access === 'INVITED' && phone && (
        <p className="mt-2 max-w-[62ch] text-small text-ink-2">
          {t.rich('byPhone', { phone: () => <Phone number={phone} /> })}
        </p>
      )}
      {access !== 'SIGNED_UP' && (
        <Form
          action={inviteStaff}
          room="staff"
          className="mt-4"
          success={
            <div className="grid gap-3">
              <InvitationLink ready={t('ready')} label={t('label')} copy={t('copy')} copied={t('copied')} />
              {email && <p>{t.rich('mailed', { email: () => <Ltr>{email}</Ltr> })}</p>}
            </div>
          }
        >
          <input type="hidden" name="id" value={id} />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton
              variant={access === 'INVITED' ? 'secondary' : 'primary'}
              icon={<Link2 aria-hidden size={20} strokeWidth={1.75} />}
            >
              {access === 'INVITED' ? t('remake') : t('make')}
            </SubmitButton>
            {access === 'INVITED' && <span className="text-caption text-ink-3">{t('remakeNote')}</span>}
          </div>
        </Form>
      )}
    </Sheet>
  );
}
