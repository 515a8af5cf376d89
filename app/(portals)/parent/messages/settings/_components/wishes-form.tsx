import { useTranslations } from 'next-intl';
import { CheckboxField, SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { SENT_KINDS } from '@/lib/messages/kinds/schema';
import { saveWishes } from '@/lib/messages/wishes/actions';
import type { Wishes } from '@/lib/messages/wishes/queries';

/** Whether, what, and in which language; and how to do the same by reply. */
export function WishesForm({ wishes }: { wishes: Wishes }) {
  const t = useTranslations('parent.wishes');
  const words = useTranslations('messages.kinds');
  const { language, muted, stopped, authorised, phone } = wishes;
  return (
    <div className="grid gap-4">
      {!authorised && <Notice tone="info" title={t('notAuthorised')} />}
      {stopped && (
        <Notice tone="warn" title={t('stopped')}>
          {t('stoppedNote')}
        </Notice>
      )}
      <Sheet title={t('what')} note={phone ? t('to') : t('noPhone')}>
        {phone && (
          <p className="mb-3">
            <bdi dir="ltr" className="tabular">
              {phone}
            </bdi>
          </p>
        )}
        <Form action={saveWishes} room="parent" success={t('saved')}>
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
