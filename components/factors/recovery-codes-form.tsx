import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { Download, Printer } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTranslations } from '@/lib/core/i18n/translations';
import { makeRecoveryCodes } from '@/lib/factors/actions';
import { RecoveryCodes } from './recovery-codes';

/** @param onward where "I have kept them" leads */
export async function RecoveryCodesForm({
  label,
  codesLeft,
  onward,
}: {
  label: string;
  codesLeft: number;
  onward: string;
}) {
  const t = await getTranslations('factors.codes');
  const look = { 'aria-hidden': true, size: 20, strokeWidth: 1.75, className: 'flex-none' } as const;
  return (
    <Form action={makeRecoveryCodes} room="factors">
      <RecoveryCodes
        words={{
          ready: t('ready'),
          list: t('list'),
          download: t('download'),
          print: t('print'),
          head: t('head', { label }),
        }}
        make={
          <div className="grid gap-4">
            {codesLeft > 0 && <p className="text-small text-ink-2">{t('warn')}</p>}
            <SubmitButton size="lg" block>
              {t('make')}
            </SubmitButton>
            <ButtonLink href={onward} variant="ghost" className="justify-self-start">
              {t('skip')}
            </ButtonLink>
          </div>
        }
        kept={
          <ButtonLink href={onward} variant="primary" size="lg" block>
            {t('kept')}
          </ButtonLink>
        }
        icons={{ download: <Download {...look} />, print: <Printer {...look} /> }}
      />
    </Form>
  );
}
