import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTranslations } from '@/lib/core/i18n/translations';
import { confirmAuthenticator } from '@/lib/factors/actions';
import { CodeField } from './code-field';
import { SeedPicture } from './seed-picture';

/** Scan, or type by hand, then prove that the app shows the right codes. */
export async function SetUpSteps({ secret, address }: { secret: string; address: string }) {
  const t = await getTranslations('factors.setUp');
  return (
    <ol className="grid list-decimal gap-4 ps-5 marker:font-semibold marker:text-gold-ink">
      <li>{t('one')}</li>
      <li>
        <p className="mb-3">{t('two')}</p>
        <SeedPicture secret={secret} address={address} />
      </li>
      <li>
        <p className="mb-3">{t('three')}</p>
        <Form action={confirmAuthenticator} room="factors">
          <CodeField />
          <SubmitButton size="lg" block>
            {t('submit')}
          </SubmitButton>
        </Form>
      </li>
    </ol>
  );
}
