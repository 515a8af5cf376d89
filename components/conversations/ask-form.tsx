import { useLocale, useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { RadioGroup } from '@/components/forms/option-groups';
import { askSchool } from '@/lib/conversations/actions';
import { type Hours, hoursFor } from '@/lib/conversations/hours/rules';
import { DESKS } from '@/lib/conversations/schema';
import type { ChildChoice } from '@/lib/conversations/view/schema';
import type { Scope } from '@/lib/core/auth/scope';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { HoursLine, takesMessages } from './hours-line';
import { Readers } from './thread';
import { useReaders } from './use-readers';
import { FirstWords, SendButton } from './write-form';

interface Props {
  scope: Scope;
  child: ChildChoice;
  hours: Hours;
}

/** A family's first message about a child: when somebody answers, to whom, who reads it, and only then the words. */
export function AskForm({ scope, child, hours: given }: Props) {
  const t = useTranslations('conversations');
  const language = localeOfTag(useLocale());
  const school = nameIn(scope.institution, language);
  const asatidha = child.asatidha.map((one) => nameIn(one, language));
  const hours = hoursFor(given, asatidha);
  const who = { side: 'FAMILY', school, guardian: '', asatidha } as const;
  const readers = {
    OFFICE: useReaders({ ...who, desk: 'OFFICE' }),
    USTADH: useReaders({ ...who, desk: 'USTADH' }),
  };
  const open = DESKS.filter((desk) => takesMessages(hours, desk));
  const clock = { hours, now: scope.now, today: scope.today, timeZone: scope.institution.timeZone };
  const first = open[0];
  if (!first) return <HoursLine {...clock} desk="OFFICE" />;
  return (
    <>
      <HoursLine {...clock} desk={first} />
      <Form action={askSchool} room="conversations">
        <input type="hidden" name="studentId" value={child.id} />
        {open.length > 1 ? (
          <RadioGroup
            name="desk"
            label={t('form.desk')}
            required
            defaultValue={first}
            options={[
              { value: 'OFFICE', label: t('form.toOffice') },
              { value: 'USTADH', label: t('form.toUstadh') },
            ]}
          />
        ) : (
          <input type="hidden" name="desk" value={first} />
        )}
        {open.map((desk) => (
          <Readers key={desk} {...(open.length > 1 && { desk: t(`desks.${desk}`) })}>
            {readers[desk]}
          </Readers>
        ))}
        <FirstWords place={child.id} />
        <SendButton />
      </Form>
    </>
  );
}
