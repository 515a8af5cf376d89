import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MessageBadge } from '@/components/guardians/message-badge';
import { Phone } from '@/components/ui/figures';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import { routes } from '@/lib/core/routes';
import type { StudentProfile } from '@/lib/students/profile/schema';

interface Props {
  student: StudentProfile;
  institution: { timeZone: string };
  mayWrite: boolean;
}

/** Who answers for the child: relation, numbers to be dialled, whether messages go there, brothers and sisters. */
export function GuardiansSheet({ student, institution, mayWrite }: Props) {
  const t = useTranslations('students.profile');
  const relations = useTranslations('guardians.relation');
  const siblings = new Map(
    student.guardians.flatMap(({ siblings: own }) => own).map((child) => [child.id, child]),
  );
  const add = mayWrite && (
    <Link
      href={routes.addGuardian(student.id)}
      prefetch={false}
      className="link inline-flex min-h-tap items-center"
    >
      {t('addGuardian')}
    </Link>
  );
  return (
    <Sheet title={t('guardians')} aside={add}>
      {student.guardians.length === 0 && <p className="text-ink-2">{t('noGuardian')}</p>}
      <ul>
        {student.guardians.map((guardian) => (
          <li key={guardian.linkId} className="grid gap-1.5 border-line py-3 not-last:border-b first:pt-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <PersonName
                name={guardian.name}
                nativeName={guardian.nativeName}
                href={routes.guardian(guardian.guardianId)}
              />
              <span className="text-caption text-ink-3">{relations(guardian.relation)}</span>
            </div>
            {guardian.phones.map((phone) => (
              <div key={phone}>
                <Phone number={phone} call />
              </div>
            ))}
            <div className="flex flex-wrap items-center justify-between gap-x-3">
              <MessageBadge link={guardian} timeZone={institution.timeZone} />
              {mayWrite && (
                <Link
                  href={routes.guardianship(student.id, guardian.linkId)}
                  prefetch={false}
                  aria-label={t('changeOf', { name: guardian.name })}
                  className="link inline-flex min-h-tap items-center text-small"
                >
                  {t('change')}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
      {siblings.size > 0 && (
        <p className="border-t border-line pt-3 text-small text-ink-2">
          {t('siblings')}
          {[...siblings.values()].map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <Link href={routes.student(id)} prefetch={false} className="link">
                <bdi>{name}</bdi>
              </Link>
            </span>
          ))}
        </p>
      )}
    </Sheet>
  );
}
