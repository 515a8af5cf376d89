import type { Metadata } from 'next';
import { CallingTable } from '@/components/care/calling-table';
import { ButtonLink } from '@/components/ui/button';
import { Eye } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Trail } from '@/components/ui/trail';
import { chooseChildren } from '@/lib/care/list/rules';
import { listCallees, listCare } from '@/lib/care/queries';
import { sheetAddress } from '@/lib/care/schema';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('care'))('print.title') };
}

/** The list as paper: whom to call, boxes to tick, room to write. Numbers stand only for those who may read them. */
export default async function CallingSheetPage({ searchParams }: PageProps<'/admin/at-risk/sheet'>) {
  const scope = await requireScope('care:read');
  const { phones, ...list } = sheetAddress.parse(await searchParams);
  const { institution } = scope;
  const { children, callees } = await inTenant(scope, async (tx) => {
    const chosen = chooseChildren(await listCare(tx, scope), list);
    const studentIds = chosen.map(({ id }) => id);
    return {
      children: chosen,
      callees: await listCallees(tx, { institutionId: institution.id, studentIds }),
    };
  });
  const [t, format, house] = await Promise.all([
    getTranslations('care'),
    getFormat(institution.hijriOffset),
    nameFor(institution),
  ]);
  const may = can(scope.role, 'guardians:read');
  const shown = may && phones !== 'hidden';
  const other = listAddress(routes.callingSheet, { ...list, ...(shown && { phones: 'hidden' }) });
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.atRisk, label: t('title') }]} here={t('print.title')} />}
        title={`${t('print.title')} · ${house}`}
        lead={`${t('print.lead', { count: children.length })} ${t('print.printed', { date: format.bothDates(scope.today) })}`}
        actions={
          <>
            {may && (
              <ButtonLink href={other} icon={Eye}>
                {t(shown ? 'print.hide' : 'print.showNumbers')}
              </ButtonLink>
            )}
            <PrintButton>{t('print.print')}</PrintButton>
          </>
        }
      />
      <CallingTable items={children} callees={callees} shown={shown} />
    </>
  );
}
