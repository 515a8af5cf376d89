import { useTranslations } from 'next-intl';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import type { LocalDate } from '@/lib/core/time';

interface Taught {
  halqa: { id: string; name: string; nativeName: string | null };
  from: LocalDate;
  to: LocalDate | null;
}

/** The halqas an ustadh has and had, the present ones first. */
export function StaffHalqas({ halqas }: { halqas: Taught[] }) {
  const t = useTranslations('staff.detail');
  const format = useFormat();
  const ordered = [...halqas.filter(({ to }) => !to), ...halqas.filter(({ to }) => to)];
  return (
    <Sheet title={t('halqas')}>
      {ordered.length === 0 ? (
        <p className="text-small text-ink-2">{t('noHalqas')}</p>
      ) : (
        <ul className="grid">
          {ordered.map(({ halqa, from, to }) => (
            <li
              key={`${halqa.id}${from}${to}`}
              className="flex flex-wrap items-center justify-between gap-x-4 border-line py-2.5 not-last:border-b"
            >
              <PersonName name={halqa.name} nativeName={halqa.nativeName} href={routes.halqa(halqa.id)} />
              <span className="text-caption text-ink-3">
                {to
                  ? t('span', { from: format.date(from), to: format.date(to) })
                  : t('since', { date: format.date(from) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
