import { useTranslations } from 'next-intl';
import { Check } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localDateAt } from '@/lib/core/time';
import type { StudentProfile } from '@/lib/students/profile/schema';

interface Props {
  consents: StudentProfile['consents'];
  institution: { timeZone: string };
}

/** P15: when the institution attested that it holds the parents' consent, and in which words. */
export function ConsentSheet({ consents, institution }: Props) {
  const t = useTranslations('students.profile');
  const format = useFormat();
  return (
    <Sheet title={t('consent')}>
      {consents.length === 0 && <p className="text-ink-2">{t('noConsent')}</p>}
      <ul className="grid gap-3">
        {consents.map(({ id, wording, at }) => (
          <li key={id} className="flex items-start gap-2.5 text-small">
            <Check aria-hidden size={20} strokeWidth={1.75} className="flex-none text-emerald" />
            <span>
              {t('consentLine', { date: format.date(localDateAt(new Date(at), institution.timeZone)) })}
              <span className="block text-caption text-ink-3">{t('consentWording', { wording })}</span>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
