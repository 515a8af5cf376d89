import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { type BandProposal, type StoppedChild, stoppedDays } from '@/lib/jaiza/band/rules';
import { DecideForm } from './decide-form';

interface Props {
  proposals: BandProposal[];
  stopped: StoppedChild[];
  today: string;
  mayDecide: boolean;
}

/** Sabaq band in the house: proposals for the head, and whose lesson is stopped since when. */
export function BandList({ proposals, stopped, today, mayDecide }: Props) {
  const t = useTranslations('jaiza.band');
  const format = useFormat();
  const language = localeOfTag(useLocale());
  const nameOf = (child: { studentId: string; name: string; nativeName: string | null }) => (
    <Link
      href={routes.studentTests(child.studentId)}
      prefetch={false}
      className="tap-area font-medium text-emerald"
    >
      <bdi>{nameIn(child, language)}</bdi>
    </Link>
  );
  return (
    <div className="grid min-w-0 gap-6">
      {proposals.length > 0 && (
        <Sheet title={t('proposals', { count: proposals.length })} padded={false}>
          <ul className="divide-y divide-line">
            {proposals.map((one) => (
              <li key={one.id} className="grid gap-2 px-4 py-3 sm:px-6">
                {nameOf(one)}
                <p className="text-small">
                  {t(`proposed.${one.act}`, { date: format.date(one.proposedOn) })}{' '}
                  <bdi dir="auto">{one.reason}</bdi>
                </p>
                {mayDecide && <DecideForm id={one.id} act={one.act} from="queue" />}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <Sheet title={t('stoppedNow', { count: stopped.length })} padded={stopped.length === 0}>
        {stopped.length === 0 ? (
          <p className="text-ink-2">{t('noneStopped')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {stopped.map((one) => (
              <li key={one.studentId} className="grid gap-1 px-4 py-3 sm:px-6">
                {nameOf(one)}
                <p className="text-small">
                  {t('since', {
                    date: format.date(one.since),
                    days: stoppedDays([{ ...one, until: null }], { today }),
                  })}
                </p>
                <p className="text-small text-ink-2" dir="auto">
                  {one.reason}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
    </div>
  );
}
