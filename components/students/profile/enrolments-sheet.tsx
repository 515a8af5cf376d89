import { useLocale, useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import type { ProfileEnrolment } from '@/lib/students/profile/schema';

/** Where the child has sat, newest first, and why each seat was left. */
export function EnrolmentsSheet({ enrolments }: { enrolments: ProfileEnrolment[] }) {
  const t = useTranslations('students.profile');
  const programmes = useTranslations('students.programme');
  const format = useFormat();
  const tag = useLocale();
  return (
    <Sheet title={t('enrolments')}>
      <ol>
        {enrolments.map(({ id, programme, halqa, halqaNative, from, to, reason }) => (
          <li key={id} className="border-line py-2.5 text-small not-last:border-b first:pt-0">
            <p className="font-medium">
              {t('inHalqa', {
                programme: programmes(programme),
                halqa: nameIn({ name: halqa, nativeName: halqaNative }, localeOfTag(tag)),
              })}
            </p>
            <p className="text-ink-2">
              {to
                ? t('period', { from: format.date(from), to: format.date(to) })
                : t('since', { from: format.date(from) })}
            </p>
            {reason && (
              <p className="text-ink-2">
                <bdi>{reason}</bdi>
              </p>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
