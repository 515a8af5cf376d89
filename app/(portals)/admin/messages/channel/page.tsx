import type { Metadata } from 'next';
import { LivePage } from '@/components/notifications/live-page';
import { AutoRefresh } from '@/components/ui/auto-refresh';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { countWaiting, getChannel, listTemplates, publicHook } from '@/lib/messages/channel/queries';
import { ChannelFacts } from './_components/channel-facts';
import { ChannelReports } from './_components/channel-reports';
import { ChannelState } from './_components/channel-state';
import { ChannelSwitches } from './_components/channel-switches';
import { ChannelTrial } from './_components/channel-trial';
import { ProviderForms } from './_components/provider-forms';
import { Wordings } from './_components/wordings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageChannel'))('title') };
}

export default async function ChannelPage() {
  const scope = await requireScope('messages:read');
  const of = { institutionId: scope.institution.id };
  const now = new Date();
  const { channel, templates, waiting, unreported } = await inTenant(scope, async (tx) => ({
    channel: await getChannel(tx, of),
    templates: await listTemplates(tx, of),
    ...(await countWaiting(tx, { ...of, now })),
  }));
  const t = await getTranslations('messageChannel');
  const mayWrite = can(scope.role, 'messages:write');
  const checking = channel.provider !== 'OFF' && channel.state === 'CHECKING';
  const { timeZone } = scope.institution;
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.messages, label: t('back') }]} here={t('title')} />}
        title={t('title')}
        lead={`${t('lead')} ${t('waiting', { count: waiting })}`}
        actions={<ButtonLink href={routes.messageKinds}>{t('kindsLink')}</ButtonLink>}
      />
      <LivePage />
      <ChannelState channel={channel} timeZone={timeZone} />
      <ChannelReports channel={channel} timeZone={timeZone} now={now} mayWrite={mayWrite} />
      {unreported > 0 && (
        <Notice tone="warn" role="status" title={t('unreported', { count: unreported })}>
          {t('unreportedNote')}
        </Notice>
      )}
      {checking && <AutoRefresh seconds={1} minutes={2} />}
      {mayWrite && <ChannelSwitches channel={channel} />}
      {mayWrite && channel.provider !== 'OFF' && <ChannelTrial trial={channel.trial} />}
      {channel.provider !== 'OFF' && (
        <ChannelFacts channel={channel} timeZone={timeZone} now={now} hook={publicHook(of.institutionId)} />
      )}
      {channel.provider === 'META' && (
        <Wordings channel={channel} templates={templates} mayWrite={mayWrite} />
      )}
      {mayWrite && <ProviderForms provider={channel.provider} />}
    </>
  );
}
