import { useTranslations } from 'next-intl';
import { CheckboxField } from '@/components/forms/choice-fields';
import { FoldedForm } from '@/components/forms/folded-form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { connectMeta, connectUltramsg } from '@/lib/messages/channel/actions';
import type { ChannelView } from '@/lib/messages/channel/rules';

const digits = {
  inputMode: 'numeric',
  dir: 'ltr',
  autoComplete: 'off',
  required: true,
  maxLength: 40,
} as const;
const secret = { type: 'password', autoComplete: 'off', required: true, maxLength: 2000 } as const;

/** The two providers, the official one first; the other with what can happen. */
export function ProviderForms({ provider }: { provider: ChannelView['provider'] }) {
  const t = useTranslations('messageChannel');
  const save = (
    <SubmitButton pendingText={t('saving')} className="justify-self-start">
      {t('save')}
    </SubmitButton>
  );
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Sheet title={t('meta.title')} note={t('meta.note')}>
        <FoldedForm
          action={connectMeta}
          room="messageChannel"
          open={provider === 'OFF'}
          label={t('replace')}
          line="link mb-3 inline-flex min-h-tap cursor-pointer items-center text-small"
        >
          <TextField
            {...digits}
            name="phoneNumberId"
            label={t('meta.phoneNumberId')}
            hint={t('meta.phoneNumberIdHint')}
          />
          <TextField {...digits} name="businessId" label={t('meta.businessId')} />
          <TextField {...secret} name="token" label={t('meta.token')} hint={t('secret')} />
          <TextField
            {...secret}
            name="appSecret"
            label={t('meta.appSecret')}
            hint={t('meta.appSecretHint')}
          />
          {save}
        </FoldedForm>
      </Sheet>
      <Sheet title={t('ultramsg.title')} note={t('ultramsg.note')}>
        <FoldedForm
          action={connectUltramsg}
          room="messageChannel"
          open={provider === 'OFF'}
          label={t('replace')}
          line="link mb-3 inline-flex min-h-tap cursor-pointer items-center text-small"
        >
          <ul className="grid list-disc gap-1.5 ps-5 text-small text-ink-2">
            <li>{t('ultramsg.risk1')}</li>
            <li>{t('ultramsg.risk2')}</li>
            <li>{t('ultramsg.risk3')}</li>
          </ul>
          <TextField {...digits} inputMode="text" name="instance" label={t('ultramsg.instance')} />
          <TextField {...secret} name="token" label={t('ultramsg.token')} hint={t('secret')} />
          <CheckboxField name="risks" value="yes" label={t('ultramsg.risks')} required />
          {save}
        </FoldedForm>
      </Sheet>
    </div>
  );
}
