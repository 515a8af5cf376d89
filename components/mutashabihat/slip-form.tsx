import { useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Plus } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { logSlipAction } from '@/lib/mutashabihat/actions';

/** A slip between any two ayahs. */
export function SlipForm({ studentId }: { studentId: string }) {
  const t = useTranslations('mutashabihat');
  return (
    <Sheet title={t('log')} note={t('logNote')}>
      <Form action={logSlipAction} room="mutashabihat">
        <input type="hidden" name="id" value={v7()} />
        <input type="hidden" name="studentId" value={studentId} />
        <div className="grid grid-cols-2 gap-4">
          <TextField name="at" label={t('at')} hint="2:62" maxLength={20} dir="ltr" required />
          <TextField name="to" label={t('to')} hint="5:69" maxLength={20} dir="ltr" required />
        </div>
        <SubmitButton
          variant="secondary"
          icon={<Plus aria-hidden size={20} />}
          className="justify-self-start"
        >
          {t('do')}
        </SubmitButton>
      </Form>
    </Sheet>
  );
}
