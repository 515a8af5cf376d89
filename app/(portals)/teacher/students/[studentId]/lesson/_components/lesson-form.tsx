import { useLocale, useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { TextAreaField, TextField } from '@/components/forms/text-field';
import { Check } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { saveLesson } from '@/lib/lessons/actions';
import type { LessonPage } from '@/lib/lessons/entry/queries';
import type { Reading } from '@/lib/lessons/entry/schema';
import { gradeWord, proposeGrade } from '@/lib/lessons/grading/rules';
import { GRADES, type Grade, LISTENERS, MISTAKE_KINDS, type MistakeKind } from '@/lib/lessons/rules';
import { NO_MISTAKES } from '@/lib/lessons/sweep/rules';
import { GradePart } from './grade-part';
import { PortionPart } from './portion-part';

interface Props {
  page: LessonPage;
  newId: string;
  date: string;
  earlier: boolean;
  first: { typed: string; reading?: Reading };
  due?: { typed: string; label: string };
}

/** One lesson of one child: what, how it went, who heard it; for an earlier day, why it is written now. */
export function LessonForm({ page, newId, date, earlier, first, due }: Props) {
  const t = useTranslations('lessons');
  const form = useTranslations('lessons.form');
  const grades = useTranslations('grades');
  const common = useTranslations('common');
  const locale = localeOfTag(useLocale());
  const { student, kind, session, saved, grading } = page;
  const { words: names, ...weights } = grading;
  const mistakes = saved?.mistakes ?? NO_MISTAKES;
  // A grade of the teacher's own stays; the one that was proposed goes on following the mistakes.
  const own = saved && saved.grade !== proposeGrade(mistakes, kind, grading) ? saved.grade : undefined;
  const gradeWords = Object.fromEntries(
    GRADES.map((grade) => [grade, gradeWord(names, grade, locale) ?? grades(grade)]),
  ) as Record<Grade, string>;
  const mistakeWords = Object.fromEntries(
    MISTAKE_KINDS.map((mistake) => [mistake, t(`mistakes.${mistake}`)]),
  ) as Record<MistakeKind, string>;
  return (
    <Form action={saveLesson} room="lessons">
      {Object.entries({
        id: saved?.id ?? newId,
        studentId: student.id,
        halqaId: student.halqaId,
        date,
        session,
        kind,
      }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <PortionPart
        asked={{ studentId: student.id, date, session, kind }}
        words={{
          typed: t('typed'),
          understood: t('understood'),
          more1: t('more1'),
          earlierPortion: t('earlierPortion', { portion: '{portion}' }),
          dropPortion: t('dropPortion', { portion: '{portion}' }),
          rangeAway: t('rangeAway'),
          insistSave: t('insistSave'),
          present: form('present'),
        }}
        first={first}
        {...(due && { due })}
        back={routes.teacherStudent(student.id)}
      />
      <GradePart
        kind={kind}
        grading={weights}
        mistakes={mistakes}
        grade={own}
        words={{
          mistakes: mistakeWords,
          grades: gradeWords,
          grade: form('grade'),
          outrank: form('outrank'),
          proposed: form('proposed', { grade: '{grade}' }),
        }}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          name="listener"
          label={t('listener')}
          required
          defaultValue={saved?.listener ?? 'TEACHER'}
          options={LISTENERS.map((value) => ({ value, label: t(`listeners.${value}`) }))}
        />
        <TextField
          name="heardBy"
          label={form('heardBy')}
          maxLength={80}
          dir="auto"
          defaultValue={saved?.heardBy ?? undefined}
        />
      </div>
      <TextAreaField
        name="remark"
        label={form('remark')}
        hint={t('remarkHint')}
        maxLength={500}
        rows={2}
        dir="auto"
        defaultValue={saved?.remark ?? undefined}
      />
      {earlier && (
        <TextField
          name="correctionReason"
          label={form('reason')}
          hint={form('reasonHint')}
          maxLength={200}
          dir="auto"
          required
        />
      )}
      <SubmitButton
        size="lg"
        block
        name="intent"
        value="save"
        pendingText={common('saving')}
        icon={<Check aria-hidden size={20} strokeWidth={1.75} />}
      >
        {form('save')}
      </SubmitButton>
      {saved && (
        <div className="grid justify-items-start gap-1">
          <SubmitButton variant="ghost" name="intent" value="unheard" pendingText={common('saving')}>
            {form('unheard')}
          </SubmitButton>
          <p className="text-caption text-ink-2">{form('unheardHint')}</p>
        </div>
      )}
    </Form>
  );
}
