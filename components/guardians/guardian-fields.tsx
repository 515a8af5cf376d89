import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CheckboxField, SelectField } from '@/components/forms/choice-fields';
import { PhoneField, TextField } from '@/components/forms/text-field';
import { LANGUAGES, RELATIONS, type Relation, SAME_PERSON } from '@/lib/guardians/rules';
import { SamePerson } from './same-person';

interface Props {
  /** Beside the number's label: when it may not be left out. */
  phoneAside?: ReactNode;
  /** Where the form holds the entry: `guardians[0].`, or nothing. */
  prefix?: string;
  relation: Relation;
  language: string;
}

/** One guardian of a new enrolment or of a child's page: known by number, or new by name. */
export function GuardianFields({ phoneAside, prefix = '', relation, language }: Props) {
  const t = useTranslations('guardians');
  const at = (name: string) => `${prefix}${name}`;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <PhoneField
        name={at('phone')}
        label={t('form.phone')}
        aside={phoneAside}
        hint={t('form.phoneHint')}
        autoComplete="off"
      />
      <SelectField
        name={at('relation')}
        required
        label={t('form.relation')}
        defaultValue={relation}
        options={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
      />
      <TextField name={at('name')} label={t('form.name')} maxLength={120} dir="auto" autoComplete="off" />
      <TextField
        name={at('nativeName')}
        label={t('form.nativeName')}
        maxLength={120}
        lang="ur"
        dir="rtl"
        autoComplete="off"
      />
      <SamePerson
        name={at('person')}
        label={t('form.whose')}
        placeholder={t('form.whoseChoose')}
        options={SAME_PERSON.map((value) => ({ value, label: t(`samePerson.${value}`) }))}
      />
      <SelectField
        name={at('language')}
        required
        label={t('form.language')}
        defaultValue={language}
        options={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <CheckboxField
        name={at('receivesMessages')}
        label={t('form.receives')}
        hint={t('form.receivesHint')}
        defaultChecked
        className="self-end"
      />
    </div>
  );
}
