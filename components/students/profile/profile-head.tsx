import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Ltr } from '@/components/ui/figures';
import { DoorOpen } from '@/components/ui/icons';
import { Monogram } from '@/components/ui/monogram';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import type { StudentProfile } from '@/lib/students/profile/schema';
import { ageOn } from '@/lib/students/rules';

interface Props {
  student: StudentProfile;
  today: string;
  actions: ReactNode;
}

/** The child's name in both scripts, and in one line: number, age, seat, campus. */
export function ProfileHead({ student, today, actions }: Props) {
  const t = useTranslations('students');
  const words = useTranslations('students.profile');
  const format = useFormat();
  const tag = useLocale();
  const language = localeOfTag(tag);
  const { name, nativeName, rollNo, bornOn, halqa, programme, campus } = student;
  const what = t(`programme.${programme}`);
  const seat = halqa && { programme: what, halqa: nameIn(halqa, language) };
  const facts = [
    rollNo && <Ltr key="roll">{rollNo}</Ltr>,
    bornOn && words('age', { years: ageOn(bornOn, today) }),
    seat
      ? halqa.ustadh
        ? words('inHalqaOf', { ...seat, ustadh: halqa.ustadh })
        : words('inHalqa', seat)
      : what,
    nameIn(campus, language),
  ].filter(Boolean);
  const steps = [
    { href: routes.students, label: t('title') },
    ...(halqa ? [{ href: routes.halqa(halqa.id), label: <bdi>{nameIn(halqa, language)}</bdi> }] : []),
  ];
  return (
    <>
      <PageHead
        trail={<Trail steps={steps} here={<bdi>{name}</bdi>} />}
        portrait={<Monogram size="lg" name={nativeName ?? name} />}
        title={<PersonName layout="inline" name={name} nativeName={nativeName} />}
        lead={facts.map((fact, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the line is fixed
          <span key={at}>
            {at > 0 && ' · '}
            {fact}
          </span>
        ))}
        actions={actions}
      />
      {student.leftOn && (
        <Notice tone="info" icon={DoorOpen} title={words('leftTitle', { date: format.date(student.leftOn) })}>
          {student.leaveReason && <bdi>{student.leaveReason}</bdi>}
        </Notice>
      )}
    </>
  );
}
