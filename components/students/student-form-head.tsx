import type { ReactNode } from 'react';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

interface Props {
  student: { id: string; name: string; nativeName: string | null };
  title: string;
  lead?: ReactNode;
}

/** The head of every form about one child: back to the register, back to the child. */
export async function StudentFormHead({ student, title, lead }: Props) {
  const t = await getTranslations('students');
  const steps = [
    { href: routes.students, label: t('title') },
    { href: routes.student(student.id), label: <bdi>{await nameFor(student)}</bdi> },
  ];
  return <PageHead trail={<Trail steps={steps} here={title} />} title={title} lead={lead} />;
}
