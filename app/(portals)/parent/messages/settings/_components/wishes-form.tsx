import { useLocale, useTranslations } from 'next-intl';
import { CheckboxField, SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { RadioGroup } from '@/components/forms/option-groups';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { isolate } from '@/lib/core/i18n/isolate';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { SENT_KINDS } from '@/lib/messages/kinds/schema';
import { saveWishes } from '@/lib/messages/wishes/actions';
import type { Wishes } from '@/lib/messages/wishes/queries';
import { MESSAGE_WAYS } from '@/lib/messages/wishes/schema';

/** Whether, what, and in which language; and how to do the same by reply. */
export function WishesForm({ wishes }: { wishes: Wishes }) {
  const t = useTranslations('parent.wishes');
  const words = useTranslations('messages.kinds');
  const { language, muted, stopped, silent, authorised, phone, email, byLetter } = wishes;
  const reads = localeOfTag(useLocale());
  const letters = byLetter && email;
  return (
    <div className="grid gap-4">
      {!authorised && <Notice tone="info" title={t('notAuthorised')} />}
      {stopped && (
        <Notice tone="warn" title={t('stopped')}>
          {t('stoppedNote')}
        </Notice>
      )}
      {silent.map((child) => (
        <Notice key={child.id} tone="info" title={t('silent', { child: isolate(nameIn(child, reads)) })}>
          {t('silentNote')}
        </Notice>
      ))}
      <Sheet title={t('what')} note={letters ? t('toLetter') : phone ? t('to') : t('noPhone')}>
        {letters && (
          <p className="mb-3 wrap-anywhere">
            <bdi dir="ltr">{email}</bdi>
          </p>
        )}
        {phone && !letters && (
          <p className="mb-3">
            <bdi dir="ltr" className="tabular">
              {phone}
            </bdi>
          </p>
        )}
        {email && !letters && (
          <p className="mb-3 text-small text-ink-2">
            {t('byLetter')} <bdi dir="ltr">{email}</bdi>
          </p>
        )}
        <Form action={saveWishes} room="parent" success={t('saved')}>
          {!stopped && <input type="hidden" name="shown" value="on" />}
          <CheckboxField name="wants" label={t('wants')} defaultChecked={!stopped} />
          <fieldset className="grid gap-1">
            <legend className="mb-1.5 font-medium">{t('kinds')}</legend>
            {SENT_KINDS.map((kind) => (
              <CheckboxField
                key={kind}
                name="kinds"
                value={kind}
                label={words(kind)}
                defaultChecked={!muted.includes(kind)}
              />
            ))}
          </fieldset>
          {phone && email && (
            <RadioGroup
              name="way"
              label={t('way')}
              required
              defaultValue={byLetter ? 'EMAIL' : 'WHATSAPP'}
              options={MESSAGE_WAYS.map((value) => ({
                value,
                label: t(`ways.${value}`),
              }))}
            />
          )}
          <SelectField
            name="language"
            label={t('language')}
            required
            defaultValue={language}
            options={messageLanguages.map((value) => ({ value, label: t(`languages.${value}`) }))}
          />
          <SubmitButton className="justify-self-start">{t('save')}</SubmitButton>
        </Form>
      </Sheet>
      <Sheet title={t('byReply')}>
        <ul className="grid list-disc gap-1.5 ps-5 text-small text-ink-2">
          <li>{t('stop')}</li>
          <li>{t('start')}</li>
          <li>{t('wrong')}</li>
        </ul>
      </Sheet>
    </div>
  );
}
