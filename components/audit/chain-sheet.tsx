import { TextField } from '@/components/forms/text-field';
import { Button } from '@/components/ui/button';
import { DescriptionList } from '@/components/ui/description-list';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import type { Verdict } from '@/lib/audit/schema';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';

interface Props {
  verdict: Verdict | undefined;
  /** A fingerprint that was noted earlier, and where it stands. */
  noted: { head: string; found: { seq: number; at: Date } | null } | undefined;
  now: Date;
  timeZone: string;
}

/** Whether nobody altered the trail: each entry carries the fingerprint of the one before it. */
export async function ChainSheet({ verdict, noted, now, timeZone }: Props) {
  const [t, format] = await Promise.all([getTranslations('audit.chain'), getFormat()]);
  const moment = (at: Date) => `${format.date(localDateAt(at, timeZone))}, ${format.time(at, timeZone)}`;
  return (
    <Sheet title={t('title')} note={t('note')}>
      <div className="grid gap-4">
        {verdict &&
          (verdict.broken === null ? (
            <Notice tone="good" title={t('whole', { count: verdict.entries })}>
              {t('checkedAt', { at: moment(now) })}
            </Notice>
          ) : (
            <Notice tone="bad" title={t('broken', { place: verdict.broken })}>
              {t('brokenBody')}
            </Notice>
          ))}
        {noted && (
          <Notice tone={noted.found ? 'good' : 'bad'} title={t(noted.found ? 'headFound' : 'headGone')}>
            {noted.found
              ? t('headAt', { place: noted.found.seq, at: moment(noted.found.at) })
              : t('headGoneBody')}
          </Notice>
        )}
        {verdict?.head && (
          <DescriptionList
            items={[
              {
                key: 'head',
                term: t('head'),
                value: (
                  <code dir="ltr" className="text-caption break-all">
                    {verdict.head}
                  </code>
                ),
              },
              ...(verdict.headAt ? [{ key: 'at', term: t('lastEntry'), value: moment(verdict.headAt) }] : []),
            ]}
          />
        )}
        <form action={routes.audit} className="grid items-end gap-3 sm:flex">
          <input type="hidden" name="check" value="1" />
          <div className="sm:flex-1">
            <TextField
              name="head"
              label={t('earlier')}
              hint={t('earlierHint')}
              dir="ltr"
              autoComplete="off"
            />
          </div>
          <Button type="submit">{t('check')}</Button>
        </form>
      </div>
    </Sheet>
  );
}
