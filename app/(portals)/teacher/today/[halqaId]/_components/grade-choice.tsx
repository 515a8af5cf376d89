'use client';
import { clsx } from 'clsx';
import { Check, ChevronsDown, Repeat, Star } from '@/components/ui/icons';
import { type Grading, proposeGrade } from '@/lib/lessons/grading/rules';
import type { Grade, LessonKind, MistakeKind, Mistakes } from '@/lib/lessons/rules';
import { say, type Words } from './words';

const signs = { EXCELLENT: Star, GOOD: Check, WEAK: ChevronsDown, REPEAT: Repeat };
const inks: Record<Grade, string> = {
  EXCELLENT: 'text-emerald',
  GOOD: 'text-emerald',
  WEAK: 'text-gold-ink',
  REPEAT: 'text-clay',
};

interface Props {
  words: Words;
  format: (figure: number) => string;
  kind: LessonKind;
  grading: Grading;
  mistakes: Mistakes;
  /** Undefined before anything was heard: the proposal shows. */
  grade: Grade | undefined;
  onChoose: (grade: Grade) => void;
}

/** The grade, proposed from the mistakes and saying so; what the teacher presses stands. */
export function GradeChoice({ words, format, kind, grading, mistakes, grade, onChoose }: Props) {
  const proposed = proposeGrade(mistakes, kind, grading);
  const counted = (Object.keys(mistakes) as MistakeKind[])
    .filter((mistake) => mistakes[mistake] > 0)
    .map((mistake) =>
      say(words.say.count, {
        count: format(mistakes[mistake]),
        mistake: words.mistakes[mistake].toLowerCase(),
      }),
    );
  const note = say(counted.length > 0 ? words.say.proposed : words.say.chosen, {
    mistakes: new Intl.ListFormat(document.documentElement.lang, { type: 'unit' }).format(counted),
    grade: words.grades[proposed],
  });
  return (
    <fieldset className="grid gap-1.5">
      <legend className="flex w-full flex-wrap items-baseline justify-between gap-x-2 pb-1.5">
        <span className="text-small font-semibold">{words.say.grade}</span>{' '}
        <span className="text-caption text-ink-2">{note}</span>
      </legend>
      <div className="grid grid-cols-4 gap-1.5">
        {(Object.keys(words.grades) as Grade[]).map((one) => {
          const Sign = signs[one];
          return (
            <button
              key={one}
              type="button"
              aria-pressed={(grade ?? proposed) === one}
              onClick={() => onChoose(one)}
              className={clsx(
                'grid min-h-15 content-center justify-items-center gap-0.5 rounded-control border border-edge bg-sheet py-1 text-caption font-medium aria-pressed:border-emerald aria-pressed:bg-emerald aria-pressed:text-on-emerald',
                inks[one],
              )}
            >
              <Sign aria-hidden size={20} strokeWidth={1.75} />
              {words.grades[one]}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
