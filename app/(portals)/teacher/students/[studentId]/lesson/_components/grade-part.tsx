'use client';
import { useState } from 'react';
import { useField } from '@/components/forms/form-context';
import { TextField } from '@/components/forms/text-field';
import { type Grading, proposeGrade } from '@/lib/lessons/grading/rules';
import type { Grade, LessonKind, MistakeKind, Mistakes } from '@/lib/lessons/rules';

interface Props {
  kind: LessonKind;
  grading: Grading;
  mistakes: Mistakes;
  /** Undefined: as proposed. */
  grade: Grade | undefined;
  words: {
    mistakes: Record<MistakeKind, string>;
    grades: Record<Grade, string>;
    grade: string;
    outrank: string;
    /** With `{grade}` open. */
    proposed: string;
  };
}

const NAMES: MistakeKind[] = ['atak', 'lahnJali', 'lahnKhafi', 'tajweed'];

/** Mistakes counted, and the grade: the one proposed from them with the weights of the house, or the teacher's own. */
export function GradePart({ kind, grading, mistakes, grade, words }: Props) {
  const [counts, setCounts] = useState(mistakes);
  const { typed, answered } = useField('grade');
  const chosen = answered ? typed : grade;
  const proposed = words.grades[proposeGrade(counts, kind, grading)];
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        {NAMES.map((name) => (
          <TextField
            key={name}
            name={`mistakes.${name}`}
            label={words.mistakes[name]}
            type="number"
            inputMode="numeric"
            min={0}
            max={99}
            required
            defaultValue={mistakes[name]}
            onChange={(event) =>
              setCounts({ ...counts, [name]: Math.max(0, Number.parseInt(event.target.value, 10) || 0) })
            }
          />
        ))}
      </div>
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="mb-2 text-small font-medium">{words.grade}</legend>
        {['', ...Object.keys(words.grades)].map((one) => (
          <label
            key={one}
            className="flex min-h-tap items-center gap-2.5 rounded-control border border-edge bg-sheet px-3 text-small first-of-type:col-span-2 has-checked:border-emerald has-checked:bg-emerald-soft"
          >
            <input
              type="radio"
              name="grade"
              value={one}
              defaultChecked={(chosen ?? '') === one}
              className="size-5 flex-none accent-emerald"
            />
            {one ? words.grades[one as Grade] : words.proposed.replace('{grade}', proposed)}
          </label>
        ))}
        <p className="col-span-2 text-caption text-ink-3">{words.outrank}</p>
      </fieldset>
    </>
  );
}
