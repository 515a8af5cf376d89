import { useLocale, useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Send } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { MOST_WORDS } from '@/lib/conversations/schema';
import type { GuardianChoice } from '@/lib/conversations/view/schema';
import type { FormAction } from '@/lib/core/form-state';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { Readers } from './thread';
import { useReaders } from './use-readers';
import { OnceId, WordsField } from './words-field';

/** Subject, words and the button: the same for whoever begins. */
export function FirstWords({ place }: { place: string }) {
  const t = useTranslations('conversations');
  return (
    <>
      <OnceId name="id" fresh={v7()} />
      <OnceId name="messageId" fresh={v7()} />
      <TextField name="subject" label={t('form.subject')} required maxLength={120} dir="auto" />
      <WordsField name="body" label={t('write')} rows={5} maxLength={MOST_WORDS} place={`new ${place}`} />
    </>
  );
}

export function SendButton() {
  const t = useTranslations('conversations');
  return (
    <SubmitButton
      className="justify-self-start"
      pendingText={t('sending')}
      icon={<Send aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />}
    >
      {t('send')}
    </SubmitButton>
  );
}

interface Props {
  action: FormAction;
  studentId: string;
  guardians: GuardianChoice[];
  desk: 'OFFICE' | 'USTADH';
  school: string;
}

/** The school's first message to one guardian of a child. */
export function WriteForm({ action, studentId, guardians, desk, school }: Props) {
  const t = useTranslations('conversations');
  const relation = useTranslations('guardians.relation');
  const language = localeOfTag(useLocale());
  const nameOf = (one: GuardianChoice) => nameIn(one, language);
  const label = (one: GuardianChoice) =>
    t('form.relation', { name: nameOf(one), relation: relation(one.relation as 'FATHER') });
  const names = guardians.map(nameOf).join(' / ');
  const readers = useReaders({ side: 'SCHOOL', desk, school, guardian: names, asatidha: [] });
  if (guardians.length === 0) return <Notice tone="warn">{t('noGuardian')}</Notice>;
  return (
    <Form action={action} room="conversations">
      <input type="hidden" name="studentId" value={studentId} />
      <SelectField
        name="guardianId"
        label={t('form.guardian')}
        required
        defaultValue={guardians[0]!.id}
        options={guardians.map((one) => ({ value: one.id, label: label(one) }))}
      />
      <FirstWords place={studentId} />
      <Readers>{readers}</Readers>
      {guardians
        .filter(({ signsIn }) => !signsIn)
        .map((one) => (
          <p key={one.id} className="text-small text-ink-2">
            {t('readers.unsigned', { name: nameOf(one) })}
          </p>
        ))}
      <SendButton />
    </Form>
  );
}
