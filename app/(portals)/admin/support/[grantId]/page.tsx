import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GrantView } from '@/components/support/grant-view';
import { momentAt } from '@/components/support/moments';
import { StateBadge } from '@/components/support/state-badge';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getGrant } from '@/lib/support/queries';
import { listTrail } from '@/lib/support/trail/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('title') };
}

/** A request to answer, a visit to watch, or the receipt of one that is over. */
export default async function SupportGrantPage({ params }: PageProps<'/admin/support/[grantId]'>) {
  const scope = await requireScope('support:decide');
  const { grantId: id } = await params;
  const found = isId(id)
    ? await inTenant(scope, async (tx) => {
        const grant = await getGrant(tx, scope, id);
        return grant && { grant, trail: grant.startsAt ? await listTrail(tx, scope, grant) : undefined };
      })
    : undefined;
  if (!found) notFound();
  const { grant, trail } = found;
  const { institution } = scope;
  const [t, format] = await Promise.all([getTranslations('support'), getFormat(institution.hijriOffset)]);
  const over = grant.state === 'ENDED' || grant.state === 'EXPIRED';
  const receipt = over && grant.startsAt !== null;
  return (
    <>
      <PageHead
        trail={
          <Trail
            steps={[{ href: routes.supportAccess, label: t('title') }]}
            here={<bdi>{grant.ticket}</bdi>}
          />
        }
        title={t(receipt ? 'receipt.title' : 'request.titleTicket', { ticket: grant.ticket })}
        lead={
          receipt
            ? t('receipt.lead', { institution: institution.name })
            : t('request.lead', {
                name: grant.requesterName,
                when: momentAt(format, grant.createdAt, institution.timeZone),
              })
        }
        actions={
          <>
            <StateBadge state={grant.state} />
            {receipt && <PrintButton>{t('receipt.print')}</PrintButton>}
          </>
        }
      />
      <GrantView grant={grant} trail={trail} scope={scope} format={format} />
    </>
  );
}
