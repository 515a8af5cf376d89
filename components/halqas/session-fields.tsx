import { useTranslations } from 'next-intl';
import { FoldedFields } from '@/components/forms/folded-fields';
import { CheckboxGroup } from '@/components/forms/option-groups';
import { DAY_SESSIONS, type DaySession } from '@/lib/attendance/rules';
import type { SessionKinds } from '@/lib/halqas/rules';
import { LESSON_KINDS } from '@/lib/lessons/rules';

interface Props {
  sessions: readonly DaySession[];
  kinds: SessionKinds;
}

// Only a ticked session says what it hears, with or without script. (In the name of a class `_` is a space.)
const shown: Record<DaySession, string> = {
  FAJR: 'not-group-has-[[name=sessions][value=FAJR]:checked]/sessions:hidden',
  MORNING: 'not-group-has-[[name=sessions][value=MORNING]:checked]/sessions:hidden',
  AFTER_ZUHR: 'not-group-has-[[name=sessions][value$=ZUHR]:checked]/sessions:hidden',
  AFTER_ASR: 'not-group-has-[[name=sessions][value$=ASR]:checked]/sessions:hidden',
  MAGHRIB: 'not-group-has-[[name=sessions][value=MAGHRIB]:checked]/sessions:hidden',
  AFTER_ISHA: 'not-group-has-[[name=sessions][value$=ISHA]:checked]/sessions:hidden',
};

const fieldOf = (session: DaySession) => `sessionKinds.${session}`;

/** When a halqa meets; and, folded away, which lessons it hears when. */
export function SessionFields({ sessions, kinds }: Props) {
  const t = useTranslations('halqas');
  const lessons = useTranslations('lessons.kinds');
  return (
    <div className="group/sessions grid gap-3">
      <CheckboxGroup
        name="sessions"
        label={t('fields.sessions')}
        hint={t('hints.sessions')}
        options={DAY_SESSIONS.map((value) => ({ value, label: t(`sessions.${value}`) }))}
        defaultValues={sessions}
      />
      <FoldedFields
        names={DAY_SESSIONS.map(fieldOf)}
        label={t('fields.kinds')}
        open={Object.keys(kinds).length > 0}
      >
        <div className="mt-3 grid gap-4">
          <p className="text-caption text-ink-3">{t('hints.kinds')}</p>
          {DAY_SESSIONS.map((session) => (
            <CheckboxGroup
              key={session}
              name={fieldOf(session)}
              label={t('fields.kindsOf', { session: t(`sessions.${session}`) })}
              options={LESSON_KINDS.map((value) => ({ value, label: lessons(value) }))}
              defaultValues={kinds[session] ?? []}
              className={shown[session]}
            />
          ))}
        </div>
      </FoldedFields>
    </div>
  );
}
