import { AutoRefresh } from '@/components/ui/auto-refresh';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import type { Institution } from '@/lib/core/auth/scope';
import type { Format } from '@/lib/core/i18n/format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { endSupport } from '@/lib/support/actions';
import type { Grant, TrailLine } from '@/lib/support/rules';
import { Clock } from './clock';
import { EndButton } from './end-button';
import { TrailList } from './trail-list';

interface Props {
  grant: Grant;
  trail: { lines: TrailLine[]; total: number };
  institution: Institution;
  format: Format;
  today: string;
}

const REFRESH_SECONDS = 5;

/** The list of a visit: live while it is on, with the button that ends it; afterwards the body of its receipt. */
export async function VisitSheet({ grant, trail, institution, format, today }: Props) {
  const t = await getTranslations('support');
  const live = grant.state === 'ACTIVE';
  const count = (kind: TrailLine['kind']) => trail.lines.filter((line) => line.kind === kind).length;
  return (
    <Sheet
      padded={false}
      className="overflow-clip"
      title={t(live ? 'trail.title' : 'trail.titleOver', { name: grant.requesterName })}
      note={t('trail.note', {
        views: count('viewed'),
        refusals: count('refused'),
        changes: count('changed'),
      })}
      aside={
        live &&
        grant.expiresAt && (
          <div className="flex flex-wrap items-center gap-4">
            <Clock until={grant.expiresAt} timeZone={institution.timeZone} />
            <EndButton
              action={endSupport}
              grantId={grant.id}
              label={t('banner.end')}
              pending={t('banner.ending')}
              strong
            />
          </div>
        )
      }
    >
      <TrailList
        lines={trail.lines}
        format={format}
        timeZone={institution.timeZone}
        today={today}
        live={live}
      />
      {trail.total > trail.lines.length && (
        <p className="px-4 py-3 text-small text-ink-2 sm:px-6">
          {t('trail.more', { shown: trail.lines.length, total: trail.total })}
        </p>
      )}
      {live && (
        <>
          <AutoRefresh seconds={REFRESH_SECONDS} />
          <noscript>
            <p className="px-4 py-3 sm:px-6">
              <ButtonLink href={routes.supportGrant(grant.id)}>{t('trail.fresh')}</ButtonLink>
            </p>
          </noscript>
        </>
      )}
    </Sheet>
  );
}
