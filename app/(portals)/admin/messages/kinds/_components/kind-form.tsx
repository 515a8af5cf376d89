import { useTranslations } from 'next-intl';
import { CheckboxField, SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { RadioGroup } from '@/components/forms/option-groups';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { saveKind } from '@/lib/messages/kinds/actions';
import type { Preview } from '@/lib/messages/kinds/queries';
import type { KindSettings, SentKind } from '@/lib/messages/kinds/schema';
import { ReportPreview } from './report-preview';

interface Props {
  kind: SentKind;
  preview: Preview | undefined;
  settings: KindSettings;
  mayWrite: boolean;
}

/** One kind of message: whether, when, and in which language. */
export function KindForm({ kind, settings, preview, mayWrite }: Props) {
  const t = useTranslations('messageChannel');
  const words = useTranslations('messages');
  const { enabled, at, quietFrom, quietTo, onHoliday, language } = settings;
  const clock = { type: 'time', dir: 'ltr', readOnly: !mayWrite } as const;
  return (
    <Sheet title={words(`kinds.${kind}`)} note={t(`kinds.note.${kind}`)}>
      <ReportPreview preview={preview} />
      <Form action={saveKind} room="messageChannel" success={t('kinds.saved')}>
        <input type="hidden" name="kind" value={kind} />
        <CheckboxField name="enabled" label={t('kinds.enabled')} defaultChecked={enabled} />
        <RadioGroup
          name="timing"
          label={t('kinds.timing')}
          required
          defaultValue={at ? 'HOUR' : 'NOW'}
          options={[
            { value: 'NOW', label: t(`kinds.now.${kind}`) },
            { value: 'HOUR', label: t('kinds.HOUR') },
          ]}
        />
        <TextField {...clock} name="at" label={t('kinds.at')} defaultValue={at ?? ''} className="max-w-48" />
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium">{t('kinds.quiet')}</legend>
          <div className="grid max-w-96 grid-cols-2 gap-4">
            <TextField
              {...clock}
              required
              name="quietFrom"
              label={t('kinds.quietFrom')}
              defaultValue={quietFrom}
            />
            <TextField {...clock} required name="quietTo" label={t('kinds.quietTo')} defaultValue={quietTo} />
          </div>
          <p className="text-caption text-ink-3">{t('kinds.quietNote')}</p>
        </fieldset>
        <CheckboxField name="onHoliday" label={t('kinds.onHoliday')} defaultChecked={onHoliday} />
        <SelectField
          name="language"
          label={t('kinds.language')}
          required
          defaultValue={language ?? 'own'}
          options={[
            { value: 'own', label: t('kinds.own') },
            ...messageLanguages.map((value) => ({
              value,
              label: t('kinds.all', { language: t(`languages.${value}`) }),
            })),
          ]}
        />
        {mayWrite && (
          <SubmitButton pendingText={t('saving')} className="justify-self-start">
            {t('kinds.save')}
          </SubmitButton>
        )}
      </Form>
    </Sheet>
  );
}
