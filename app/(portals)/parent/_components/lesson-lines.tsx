'use client';
import { type Grade, GradeSign } from '@/components/ui/grade-sign';
import { Ranges } from '@/components/ui/ranges';

export interface LessonLine {
  key: string;
  kind: string;
  /** What was recited. */
  range: string;
  grade: Grade;
  gradeWord: string;
  mistakes: string;
  remark: string | undefined;
}

/** Lessons drawn from their words, kind by kind. */
export function LessonLines({ lines }: { lines: LessonLine[] }) {
  return (
    <ul>
      {lines.map(({ key, kind, range, grade, gradeWord, mistakes, remark }) => (
        <li
          key={key}
          className="grid grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-0.5 border-line py-2 not-last:border-b"
        >
          <b className="text-small font-semibold">{kind}</b>
          <span>
            <Ranges text={range} />
          </span>
          <GradeSign grade={grade} word={gradeWord} />
          {mistakes && <span className="col-span-2 col-start-2 text-caption text-ink-2">{mistakes}</span>}
          {remark && (
            <span className="col-span-2 col-start-2 text-caption whitespace-pre-line text-ink-2">
              {remark}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
