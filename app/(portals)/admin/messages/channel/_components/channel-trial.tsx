import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { PhoneField } from '@/components/forms/text-field';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import type { Trial } from '@/lib/messages/channel/rules';
import { sendTrial } from '@/lib/messages/trial/actions';

/** A message to the office's own phone, and what became of it: each failure with what to do next. */
export function ChannelTrial({ trial }: { trial: Trial | null }) {
  const t = useTranslations('messageChannel.trial');
  const names = useTranslations('messageChannel.languages');
  const faults = useTranslations('messageChannel.fault');
  const code = useTranslations('messageChannel');
  const why = ({ fault }: Trial) => {
    const own = `faults.${fault}` as 'faults.RECIPIENT';
    if (fault && t.has(own)) return t(own);
    return faults.has(fault as 'TOKEN') ? faults(fault as 'TOKEN') : faults('OTHER');
  };
  return (
    <Sheet title={t('title')} note={t('note')} className="max-w-3xl">
      {trial && (
        <Notice
          tone={trial.state === 'FAILED' ? 'bad' : trial.state === 'WAITING' ? 'info' : 'good'}
          role="status"
          title={t(`state.${trial.state}`)}
        >
          <bdi dir="ltr">{trial.phone}</bdi>
          {trial.state === 'FAILED' && <>: {why(trial)}</>}
          {trial.code !== null && <> {code('code', { code: String(trial.code) })}</>}
          {trial.state === 'SENT' && <>: {t('sentNote')}</>}
        </Notice>
      )}
      {trial?.state === 'WAITING' && <AutoRefresh seconds={1} minutes={2} />}
      <Form action={sendTrial} room="messageChannel" className="mt-3 grid gap-4 sm:grid-cols-[1fr_12rem]">
        <PhoneField name="phone" label={t('phone')} required defaultValue={trial?.phone ?? ''} />
        <SelectField
          name="language"
          label={t('language')}
          required
          defaultValue={trial?.language ?? 'ur'}
          options={messageLanguages.map((value) => ({ value, label: names(value) }))}
        />
        <SubmitButton className="justify-self-start">{t('send')}</SubmitButton>
      </Form>
    </Sheet>
  );
}
