import { useLocale, useTranslations } from 'next-intl';
import { Badge, Count, type Tone } from '@/components/ui/badge';
import { CalendarX, CircleHelp, type Icon, Plane, Thermometer, Users } from '@/components/ui/icons';
import { PersonName } from '@/components/ui/person-name';
import { Sheet } from '@/components/ui/sheet';
import type { AbsenceReason } from '@/lib/attendance/rules';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';

interface Away {
  studentId: string;
  name: string;
  nativeName: string | null;
  halqa: string;
  status: 'ABSENT' | 'LEAVE';
  reason: AbsenceReason | null;
}

const SHOWN = 6;
const icons: Record<AbsenceReason, Icon> = {
  ILLNESS: Thermometer,
  TRAVEL: Plane,
  FAMILY: Users,
  HOLIDAY: CalendarX,
  UNEXCUSED: CircleHelp,
};

/** Who is not here today, and why as far as it is known. */
export function AwayList({ away }: { away: Away[] }) {
  const t = useTranslations('dashboard.away');
  const format = useFormat();
  const locale = useLocale();
  const native = localeOfTag(locale) !== 'en';
  const why = ({ status, reason }: Away): { tone: Tone; icon: Icon; words: string } => {
    if (status === 'LEAVE')
      return {
        tone: 'plain',
        icon: reason ? icons[reason] : CalendarX,
        words: reason ? t('leaveFor', { reason: t(`reasons.${reason}`) }) : t('leave'),
      };
    if (!reason || reason === 'UNEXCUSED') return { tone: 'warn', icon: CircleHelp, words: t('noWord') };
    return { tone: 'info', icon: icons[reason], words: t(`reasons.${reason}`) };
  };
  const line = (child: Away) => {
    const { tone, icon, words } = why(child);
    return (
      <li key={child.studentId} className="flex items-center justify-between gap-3 py-1.5">
        <span className="grid min-w-0 justify-items-start">
          <PersonName
            name={child.name}
            nativeName={native ? child.nativeName : null}
            href={routes.student(child.studentId)}
          />
          <bdi className="text-caption text-ink-3">{child.halqa}</bdi>
        </span>
        <Badge tone={tone} icon={icon}>
          {words}
        </Badge>
      </li>
    );
  };
  return (
    <Sheet title={t('title')} aside={<Count>{format.number(away.length)}</Count>}>
      {away.length === 0 ? (
        <p className="text-small text-ink-2">{t('none')}</p>
      ) : (
        <ul>{away.slice(0, SHOWN).map(line)}</ul>
      )}
      {away.length > SHOWN && (
        <details>
          <summary className="inline-flex min-h-tap items-center text-small text-emerald underline underline-offset-4">
            {t('more', { count: away.length - SHOWN })}
          </summary>
          <ul>{away.slice(SHOWN).map(line)}</ul>
        </details>
      )}
    </Sheet>
  );
}
