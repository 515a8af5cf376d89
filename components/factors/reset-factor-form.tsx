import { Form } from '@/components/forms/form';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTranslations } from '@/lib/core/i18n/translations';
import { freeColleague } from '@/lib/factors/actions';

/** On a colleague's page: the way back that needs no engineer. @param userId whose second key is taken off */
export async function ResetFactorForm({ userId }: { userId: string }) {
  const t = await getTranslations('factors.free');
  return (
    <Sheet title={t('title')}>
      <p className="max-w-[62ch] text-small text-ink-2">{t('lead')}</p>
      <Form action={freeColleague} room="factors" success={t('done')} className="mt-4">
        <input type="hidden" name="person" value={userId} />
        <div>
          <SubmitButton variant="danger">{t('button')}</SubmitButton>
        </div>
      </Form>
    </Sheet>
  );
}
