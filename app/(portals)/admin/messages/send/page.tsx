import type { Metadata } from 'next';
import { SelectField } from '@/components/forms/choice-fields';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameIn } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getAudience } from '@/lib/messages/many/queries';
import { MANY_KINDS, manyQuery } from '@/lib/messages/many/schema';
import { AudienceSheet } from './_components/audience-sheet';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageChannel.many'))('title') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function SendPage({ searchParams }: Props) {
  const scope = await requireScope('messages:write');
  const query = manyQuery.parse(await searchParams);
  const audience = await inTenant(scope, (tx) =>
    getAudience(tx, { ...query, institutionId: scope.institution.id, today: scope.today, now: new Date() }),
  );
  const [t, words, { locale }] = await Promise.all([
    getTranslations('messageChannel.many'),
    getTranslations('messages'),
    getPreferences(),
  ]);
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.messages, label: t('back') }]} here={t('title')} />}
        title={t('title')}
        lead={t('lead')}
      />
      <form
        action={routes.messageSend}
        className="grid max-w-3xl items-end gap-3 sm:grid-cols-[1fr_1fr_auto]"
      >
        <SelectField
          name="kind"
          label={t('kind')}
          required
          defaultValue={query.kind}
          options={MANY_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
        <SelectField
          name="halqa"
          label={t('halqa')}
          placeholder={t('allHalqas')}
          defaultValue={query.halqa}
          options={audience.halqas.map(({ id, ...halqa }) => ({
            value: id,
            label: nameIn(halqa, locale),
          }))}
        />
        <Button type="submit">{t('show')}</Button>
      </form>
      <AudienceSheet audience={audience} query={query} />
    </>
  );
}
