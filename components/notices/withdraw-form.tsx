import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { withdrawNotice } from '@/lib/notices/actions';

/** Takes a notice back, with a reason that its readers see. */
export function WithdrawForm({ id }: { id: string }) {
  const t = useTranslations('notices');
  return (
    <Sheet title={t('withdrawTitle')} note={t('withdrawHint')} className="max-w-3xl">
      <Form action={withdrawNotice} room="notices">
        <input type="hidden" name="id" value={id} />
        <TextField name="reason" label={t('reason')} required maxLength={300} dir="auto" />
        <SubmitButton variant="secondary" className="justify-self-start">
          {t('withdraw')}
        </SubmitButton>
      </Form>
    </Sheet>
  );
}
