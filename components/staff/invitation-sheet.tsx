import { getTranslations } from 'next-intl/server';
import { Form } from '@/components/forms/form';
import { Link2 } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { getFormat } from '@/lib/core/i18n/get-format';
import type { LocalDate } from '@/lib/core/time';
import { inviteStaff } from '@/lib/staff/actions';
import type { Access } from '@/lib/staff/rules';
import { AccessBadge } from './access-badge';
import { InvitationLink } from './invitation-link';

interface Props {
  id: string;
  access: Access;
  /** Last day of the newest unused link. */
  until: LocalDate | null;
}

/** Whether an ustadh can sign in, and the link that lets them. */
export async function InvitationSheet({ id, access, until }: Props) {
  const [t, format] = await Promise.all([getTranslations('staff.invite'), getFormat()]);
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
      {access !== 'SIGNED_UP' && (
        <Form
          action={inviteStaff}
          room="staff"
          className="mt-4"
          success={
            <InvitationLink ready={t('ready')} label={t('label')} copy={t('copy')} copied={t('copied')} />
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
