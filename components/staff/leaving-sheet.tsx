import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { leaveStaff, returnStaff } from '@/lib/staff/actions';

/** Out of service, and back: either can be undone by the other, so neither asks twice. */
export function LeavingSheet({ id, left, halqas }: { id: string; left: boolean; halqas: number }) {
  const t = useTranslations('staff.leave');
  const form = (
    <Form action={left ? returnStaff : leaveStaff} room="staff" className="mt-4">
      <input type="hidden" name="id" value={id} />
      <div>
        <SubmitButton variant={left ? 'primary' : 'danger'}>{left ? t('return') : t('do')}</SubmitButton>
      </div>
    </Form>
  );
  if (left)
    return (
      <Sheet title={t('title')}>
        <p className="text-small text-ink-2">{t('returnBody')}</p>
        {form}
      </Sheet>
    );
  return (
    <Sheet title={t('title')}>
      <details>
        <summary className="inline-flex min-h-tap items-center text-small text-ink-2 underline underline-offset-4">
          {t('open')}
        </summary>
        <p className="mt-2 max-w-[62ch] text-small text-ink-2">{t('body', { count: halqas })}</p>
        {form}
      </details>
    </Sheet>
  );
}
