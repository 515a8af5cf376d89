import { useTranslations } from 'next-intl';
import { PersonName } from '@/components/ui/person-name';
import type { StudentRecord } from '@/lib/lessons/record/queries';

/** Names and how they are related; numbers stay with the office. */
export function Guardians({ guardians }: { guardians: StudentRecord['guardians'] }) {
  const t = useTranslations('teacher.student');
  return (
    <section className="grid gap-3">
      <h2>{t('guardians')}</h2>
      {guardians.length === 0 && <p className="text-ink-2">{t('guardiansNone')}</p>}
      <ul className="divide-y divide-line rounded-card border border-line bg-sheet empty:hidden">
        {guardians.map(({ name, nativeName, relation }) => (
          <li key={`${name}-${relation}`} className="flex items-center justify-between gap-3 px-3.5 py-2.5">
            <PersonName name={name} nativeName={nativeName} />
            <span className="text-small text-ink-2">{t(`relations.${relation as 'FATHER'}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
