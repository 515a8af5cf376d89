import { getLocale, getMessages } from 'next-intl/server';
import { v7 } from 'uuid';
import { CheckboxField, SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { DateField, TextAreaField, TextField } from '@/components/forms/text-field';
import type { Scope } from '@/lib/core/auth/scope';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';
import { sendNotice } from '@/lib/notices/actions';
import type { AudienceChoices } from '@/lib/notices/view/schema';
import { ReachBox } from './reach-box';
import { placeOf } from './use-audience';

interface Props {
  choices: AudienceChoices;
  /** Whether this sender may write to the whole institution. */
  everybody: boolean;
  scope: Scope;
}

/** A notice: to whom, the words, when. Sent twice: first it is counted, then it goes. */
export async function NoticeForm({ choices, everybody, scope }: Props) {
  const [t, tag, messages] = await Promise.all([getTranslations('notices'), getLocale(), getMessages()]);
  const language = localeOfTag(tag);
  const { reach, form } = messages.notices;
  const audiences = [
    ...(everybody ? [{ value: 'ALL', label: t('everybody') }] : []),
    ...choices.campuses.map((one) => ({
      value: `CAMPUS:${one.id}`,
      label: placeOf('campusOf', one, { t, language }),
    })),
    ...choices.halqas.map((one) => ({
      value: `HALQA:${one.id}`,
      label: placeOf('halqaOf', one, { t, language }),
    })),
  ];
  return (
    <Form action={sendNotice} room="notices">
      <input type="hidden" name="id" value={v7()} />
      <SelectField
        name="audience"
        label={t('form.audience')}
        required
        placeholder={t('form.choose')}
        options={audiences}
      />
      <div className="flex flex-wrap gap-x-6">
        <CheckboxField name="families" label={t('form.families')} defaultChecked />
        <CheckboxField name="staff" label={t('form.staff')} />
      </div>
      <TextField name="title" label={t('form.heading')} required maxLength={120} dir="auto" />
      <TextAreaField name="body" label={t('form.body')} required rows={6} maxLength={4000} dir="auto" />
      <CheckboxField name="urgent" label={t('form.urgent')} />
      <fieldset className="grid gap-1.5">
        <legend className="text-small font-medium">{t('form.when')}</legend>
        <p className="text-caption text-ink-3">{t('form.now')}</p>
        <div className="grid max-w-md grid-cols-2 gap-5">
          <DateField name="day" label={t('form.day')} min={scope.today} />
          <TextField name="hour" type="time" label={t('form.hour')} />
        </div>
      </fieldset>
      <ReachBox
        words={{ ...reach, count: form.count, send: form.send, change: form.change }}
        locale={tag}
        timeZone={scope.institution.timeZone}
      />
    </Form>
  );
}
