import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Ltr } from '@/components/ui/figures';
import { UserPlus, Users } from '@/components/ui/icons';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { AYAHS } from '@/lib/quran/position';

interface Child {
  id: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  heldAyahs: number;
}

/** The children of a halqa by name, with what each holds of the Quran. */
export function HalqaChildren({ rows, mayEnrol }: { rows: Child[]; mayEnrol: boolean }) {
  const t = useTranslations('halqas.detail');
  const format = useFormat();
  if (rows.length === 0)
    return (
      <Sheet>
        <EmptyState
          icon={Users}
          title={t('noChildren')}
          action={
            mayEnrol && (
              <ButtonLink href={routes.newStudent} variant="primary" icon={UserPlus}>
                {t('enrol')}
              </ButtonLink>
            )
          }
        >
          {t('noChildrenBody')}
        </EmptyState>
      </Sheet>
    );
  return (
    <Sheet title={t('children')} padded={false} className="overflow-clip">
      <DataTable<Child>
        caption={t('children')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: t('children'),
            cell: ({ id, name, nativeName }) => ({ person: { name, nativeName, href: routes.student(id) } }),
          },
          { key: 'roll', head: t('rollNo'), cell: ({ rollNo }) => <Ltr>{rollNo ?? '–'}</Ltr> },
          {
            key: 'held',
            head: t('memorised'),
            cell: ({ name, heldAyahs }) => (
              <ProgressBar
                value={heldAyahs}
                max={AYAHS}
                label={`${name}: ${t('memorised')}`}
                figure={format.percent(heldAyahs / AYAHS)}
              />
            ),
          },
        ]}
      />
    </Sheet>
  );
}
