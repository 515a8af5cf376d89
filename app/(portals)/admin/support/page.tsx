import type { Metadata } from 'next';
import { EarlierSheet } from '@/components/support/earlier-sheet';
import { EmergencySheet } from '@/components/support/emergency-sheet';
import { GrantView } from '@/components/support/grant-view';
import { momentAt } from '@/components/support/moments';
import { EmptyState } from '@/components/ui/empty-state';
import { Headset } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { getEmergencyAgreement, listGrants } from '@/lib/support/queries';
import { listTrail } from '@/lib/support/trail/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('title') };
}

const open = ['ACTIVE', 'REQUESTED', 'APPROVED'];
/** One live list on a page; a second visit at the same time has its own page. */
const VIEWED_WHOLE = 5;

export default async function SupportAccessPage() {
  const scope = await requireScope('support:decide');
  const { grants, trail, agreement } = await inTenant(scope, async (tx) => {
    const all = await listGrants(tx, scope);
    const live = all.find(({ state }) => state === 'ACTIVE');
    return {
      grants: all,
      trail: live && { of: live.id, ...(await listTrail(tx, scope, live)) },
      agreement: await getEmergencyAgreement(tx, scope),
    };
  });
  const { institution } = scope;
  const [t, format] = await Promise.all([
    getTranslations('support'),
    getFormat(scope.institution.hijriOffset),
  ]);
  const now = grants
    .filter(({ state }) => open.includes(state))
    .sort((one, other) => open.indexOf(one.state) - open.indexOf(other.state))
    .slice(0, VIEWED_WHOLE);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { institution: institution.name })} />
      {now.map((grant) => (
        <GrantView
          key={grant.id}
          grant={grant}
          trail={trail?.of === grant.id ? trail : undefined}
          scope={scope}
          format={format}
        />
      ))}
      {now.length === 0 && (
        <Sheet>
          <EmptyState icon={Headset} title={t('empty.title')}>
            {t('empty.body')}
          </EmptyState>
        </Sheet>
      )}
      <EmergencySheet
        since={agreement.agreedAt ? momentAt(format, agreement.agreedAt, institution.timeZone) : undefined}
      />
      <EarlierSheet
        grants={grants.filter((grant) => !now.includes(grant))}
        format={format}
        timeZone={institution.timeZone}
      />
    </>
  );
}
