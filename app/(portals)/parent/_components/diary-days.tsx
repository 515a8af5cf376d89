'use client';
import { type LessonLine, LessonLines } from './lesson-lines';

export interface DiaryLine {
  key: string;
  /** The day in words. */
  day: string;
  /** Whether the child came, where it is known. */
  mark: string | undefined;
  lessons: LessonLine[];
}

/** The diary's days, drawn from their words: the longest part of a parent's page. */
export function DiaryDays({ lines, noLesson }: { lines: DiaryLine[]; noLesson: string }) {
  return (
    <ol>
      {lines.map(({ key, day, mark, lessons }) => (
        <li key={key} className="border-line pt-3 not-last:border-b not-last:pb-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <h3 className="text-small font-semibold">{day}</h3>
            {mark && <span className="text-caption text-ink-2">{mark}</span>}
          </div>
          {lessons.length > 0 ? (
            <LessonLines lines={lessons} />
          ) : (
            <p className="pb-2 text-small text-ink-3">{noLesson}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
