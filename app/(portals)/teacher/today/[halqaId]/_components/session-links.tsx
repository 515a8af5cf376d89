import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { BookOpen, Grid, Timer } from '@/components/ui/icons';
import { routes } from '@/lib/core/routes';
import type { HalqaSession } from '@/lib/halqas/day/queries';
import { sessionNamed } from '@/lib/halqas/rules';
import { isReadingKind } from '@/lib/reading/steps/rules';

interface Props {
  halqa: Pick<HalqaSession, 'id' | 'session' | 'sessions'>;
  date: string;
  isToday: boolean;
  students: readonly { programme: string }[];
}

/** Beside the register of a session: the plan for its minutes, the page of those who read, and where it trips. */
export function SessionLinks({ halqa, date, isToday, students }: Props) {
  const listening = useTranslations('listening');
  const reading = useTranslations('reading');
  const heat = useTranslations('mushaf.heat');
  const reads = students.some(({ programme }) => isReadingKind(programme));
  if (students.length === 0) return null;
  return (
    <nav aria-label={listening('title')} className="flex flex-wrap gap-2">
      {isToday && (
        <ButtonLink href={routes.halqaPlan(halqa.id)} variant="ghost" icon={Timer}>
          {listening('title')}
        </ButtonLink>
      )}
      {reads && (
        <ButtonLink
          href={routes.halqaReading(halqa.id, date, sessionNamed(halqa))}
          variant="ghost"
          icon={BookOpen}
        >
          {reading('title')}
        </ButtonLink>
      )}
      <ButtonLink href={routes.halqaHeat(halqa.id)} variant="ghost" icon={Grid}>
        {heat('halqaLink')}
      </ButtonLink>
    </nav>
  );
}
