import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Timer } from '@/components/ui/icons';
import { MOST_MINUTES } from '@/lib/listening/schema';

/** The minutes there are: a plain GET form, so that a plan has an address. */
export function MinutesForm({ minutes }: { minutes: number }) {
  const t = useTranslations('listening');
  return (
    <search>
      <form method="get" className="flex items-end gap-3">
        <label className="grid min-w-0 flex-1 gap-1.5 text-small font-medium">
          {t('minutes')}
          <input
            type="number"
            inputMode="numeric"
            name="minutes"
            min={1}
            max={MOST_MINUTES}
            required
            defaultValue={minutes}
            className="control"
          />
        </label>
        <Button type="submit" icon={Timer}>
          {t('make')}
        </Button>
      </form>
    </search>
  );
}
