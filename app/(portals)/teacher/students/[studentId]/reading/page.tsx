import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ReadList } from '@/components/reading/read-list';
import { ReadingSummary } from '@/components/reading/reading-summary';
import { StepTable } from '@/components/reading/step-table';
import { Sheet } from '@/components/ui/sheet';
import { noteView } from '@/lib/audit/views/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { getCurriculum } from '@/lib/reading/curriculum/queries';
import { getReading } from '@/lib/reading/queries';
import { StepForm } from './_components/step-form';

type Props = PageProps<'/teacher/students/[studentId]/reading'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reading'))('progress.title') };
}

/** One child's reading: how far with every lesson and rule, and day by day. */
export default async function StudentReadingPage({ params }: Props) {
  const scope = await requireScope('halqa:teach');
  const { studentId } = await params;
  if (!isId(studentId) || (await isFetchedAhead())) notFound();
  const institutionId = scope.institution.id;
  const found = await inTenant(scope, async (tx) => {
    const history = await getReading(tx, { institutionId, studentId });
    if (!history) return;
    await noteView(tx, studentId);
    return { history, curriculum: await getCurriculum(tx, { institutionId }) };
  });
  if (!found) notFound();
  const { history, curriculum } = found;
  const [t, programmes, name] = await Promise.all([
    getTranslations('reading'),
    getTranslations('teacher.programmes'),
    nameFor(history),
  ]);
  return (
    <>
      <PhoneHead
        back={{ href: routes.teacherStudent(studentId), label: t('back') }}
        title={name}
        note={`${t('progress.title')} · ${programmes(history.programme as 'NAZRA')}`}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <ReadingSummary history={history} curriculum={curriculum} />
        <Sheet title={t('progress.mark')}>
          <StepForm
            studentId={studentId}
            curriculum={curriculum}
            item={history.records[0]?.item ?? undefined}
            today={scope.today}
          />
        </Sheet>
        <StepTable title={t('progress.lessons')} items={curriculum.qaida} steps={history.steps} />
        <StepTable title={t('progress.rulesTitle')} items={curriculum.rules} steps={history.steps} />
        <section className="grid gap-2">
          <h2>{t('progress.title')}</h2>
          {history.records.length === 0 && <p className="text-ink-2">{t('progress.none')}</p>}
          <ReadList records={history.records} curriculum={curriculum} />
        </section>
      </PhoneMain>
    </>
  );
}
