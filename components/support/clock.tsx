import { Timer } from '@/components/ui/icons';
import { getFormat } from '@/lib/core/i18n/get-format';
import { intlTag } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { VisitClock } from './visit-clock';

/** The time that a visit still has, running; without script the moment at which it ends. */
export async function Clock({ until, timeZone }: { until: Date; timeZone: string }) {
  const [t, format, { locale, digits }] = await Promise.all([
    getTranslations('support.clock'),
    getFormat(),
    getPreferences(),
  ]);
  return (
    <span className="inline-flex items-center gap-1.5 font-semibold text-gold-ink">
      <Timer aria-hidden size={20} strokeWidth={1.75} className="flex-none" />
      <VisitClock
        until={until.toISOString()}
        left={t('left', { time: '{time}' })}
        over={t('over')}
        soon={t('soon', { minutes: 5 })}
        tag={intlTag(locale, digits)}
      >
        {t('until', { time: format.time(until, timeZone) })}
      </VisitClock>
    </span>
  );
}
