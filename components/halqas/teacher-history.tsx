import { useTranslations } from 'next-intl';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import type { LocalDate } from '@/lib/core/time';

interface Teacher {
  staff: { id: string; name: string; nativeName: string | null };
  from: LocalDate;
  to: LocalDate | null;
}

/** Who teaches a halqa, and who did. */
export function TeacherHistory({ teachers }: { teachers: Teacher[] }) {
  const t = useTranslations('halqas.detail');
  const format = useFormat();
  const now = teachers.filter(({ to }) => to === null);
  const before = teachers.filter(({ to }) => to !== null);
  const line = ({ staff, from, to }: Teacher) => (
    <li key={`${staff.id}${from}${to}`} className="grid gap-0.5">
      <PersonName name={staff.name} nativeName={staff.nativeName} href={routes.staffMember(staff.id)} />
      <span className="text-caption text-ink-3">
        {to
          ? t('span', { from: format.date(from), to: format.date(to) })
          : t('since', { date: format.date(from) })}
      </span>
    </li>
  );
  return (
    <Sheet title={t('ustadh')}>
      {now.length > 0 ? (
        <ul className="grid gap-3">{now.map(line)}</ul>
      ) : (
        <p className="text-small text-ink-2">{t('nobody')}</p>
      )}
      {before.length > 0 && (
        <details className="mt-4">
          <summary className="tap-area inline-block text-caption text-ink-3 underline underline-offset-4">
            {t('earlier')}
          </summary>
          <ul className="mt-3 grid gap-3">{before.map(line)}</ul>
        </details>
      )}
    </Sheet>
  );
}
