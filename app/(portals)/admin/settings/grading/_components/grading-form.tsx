import { useTranslations } from 'next-intl';
import { TextField } from '@/components/forms/text-field';
import { FigureField, SettingsForm } from '@/components/settings/settings-form';
import { Sheet } from '@/components/ui/sheet';
import { saveGrading } from '@/lib/lessons/grading/actions';
import type { Grading } from '@/lib/lessons/grading/rules';
import { GRADES, LESSON_KINDS, MISTAKE_KINDS } from '@/lib/lessons/rules';

const CEILINGS = ['EXCELLENT', 'GOOD', 'WEAK'] as const;

/** How mistakes weigh, how many points each grade bears, and what the grades are called here. */
export function GradingForm({ grading, mayWrite }: { grading: Grading; mayWrite: boolean }) {
  const t = useTranslations('settings.grading');
  const lessons = useTranslations('lessons');
  const grades = useTranslations('grades');
  return (
    <SettingsForm
      action={saveGrading}
      room="settings"
      success={t('saved')}
      save={t('save')}
      mayWrite={mayWrite}
    >
      <Sheet title={t('weights')} note={t('weightsNote')}>
        <div className="grid grid-cols-2 gap-5 sm:grid-cols-4">
          {MISTAKE_KINDS.map((kind) => (
            <FigureField
              key={kind}
              mayWrite={mayWrite}
              name={`weights.${kind}`}
              label={lessons(`mistakes.${kind}`)}
              defaultValue={grading.weights[kind]}
            />
          ))}
        </div>
      </Sheet>
      <Sheet title={t('ceilings')} note={t('ceilingsNote')}>
        <div className="grid gap-6">
          {LESSON_KINDS.map((kind) => (
            <fieldset key={kind} className="grid grid-cols-3 gap-x-3 gap-y-2 sm:gap-x-5">
              <legend className="mb-2 font-medium">{lessons(`kinds.${kind}`)}</legend>
              {CEILINGS.map((grade) => (
                <FigureField
                  key={grade}
                  mayWrite={mayWrite}
                  name={`ceilings.${kind}.${grade}`}
                  label={t('upTo', { grade: grades(grade) })}
                  defaultValue={grading.ceilings[kind][grade]}
                />
              ))}
            </fieldset>
          ))}
        </div>
      </Sheet>
      <Sheet title={t('words')} note={t('wordsNote')}>
        <div className="grid gap-5">
          {GRADES.map((grade) => (
            <fieldset key={grade} className="grid grid-cols-2 gap-x-3 sm:gap-x-5">
              <legend className="mb-2 font-medium">{grades(grade)}</legend>
              <TextField
                name={`words.${grade}.name`}
                label={t('word')}
                maxLength={24}
                readOnly={!mayWrite}
                defaultValue={grading.words?.[grade]?.name}
              />
              <TextField
                name={`words.${grade}.nativeName`}
                label={t('nativeWord')}
                lang="ur"
                dir="rtl"
                maxLength={24}
                readOnly={!mayWrite}
                defaultValue={grading.words?.[grade]?.nativeName}
              />
            </fieldset>
          ))}
        </div>
      </Sheet>
    </SettingsForm>
  );
}
