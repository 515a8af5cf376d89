import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { PhoneSelf } from '@/components/layout/phone-self';
import { Desk } from '@/components/people/desk';
import { requireScope } from '@/lib/core/auth/scope';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.desk'))('examiner.title') };
}

/** Where an examiner lands until tests are part of the register. */
export default async function ExaminerPage() {
  const scope = await requireScope('exams:read');
  const { institution } = scope;
  const t = await getTranslations('people.desk.examiner');
  return (
    <>
      <PhoneHead
        title={t('title')}
        note={<bdi>{institution.name}</bdi>}
        end={<PhoneSelf self={{ name: t('title'), role: institution.name }} scope={scope} />}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <p className="text-lead text-ink-2">{t('lead', { institution: institution.name })}</p>
        <Desk of="examiner" />
      </PhoneMain>
    </>
  );
}
