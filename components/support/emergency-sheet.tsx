import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { agreeEmergency } from '@/lib/support/actions';

/** Whether HifzPro may come in at once in an emergency: what that means, how it stands, and the one button that turns it.
 *  @param since day and time of the agreement, in words; undefined when there is none */
export function EmergencySheet({ since }: { since: string | undefined }) {
  const t = useTranslations('support.emergency');
  return (
    <Sheet title={t('title')}>
      <Form action={agreeEmergency} room="support" className="grid justify-items-start gap-4">
        <p className="max-w-prose">{since ? t('on', { when: since }) : `${t('off')} ${t('what')}`}</p>
        <input type="hidden" name="agree" value={since ? 'no' : 'yes'} />
        <SubmitButton variant="secondary" pendingText={t('saving')}>
          {since ? t('withdraw') : t('agree')}
        </SubmitButton>
      </Form>
    </Sheet>
  );
}
