import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dateOfNumber } from '@/lib/core/time';
import { type Direction, type Grade, type LessonKind, placementFromHistory } from '@/lib/lessons/rules';
import { planDay, readRegister } from '@/lib/progress/plan/rules';
import { completeJuz } from '@/lib/progress/rules';
import { parseRange } from '@/lib/quran/notation';
import { size } from '@/lib/quran/range-set';
import { teachingCalendar } from '@/lib/revision/calendar/rules';
import type { RegisterLesson } from '@/lib/revision/memory/replay/rules';
import { heardOn, unitRange } from '@/lib/revision/memory/rules';
import { DEFAULT_REVISION } from '@/lib/revision/rules';

const file = readFileSync(path.join(import.meta.dirname, '../fixtures/jamia-noor/diary.csv'), 'utf8');
const TODAY = '2026-11-21';
const layout = 'madani15' as const;

function range(typed: string) {
  const read = parseRange(typed, { layout });
  if (!read.ok) throw new Error(`${typed}: ${read.code}`);
  return read.range;
}

/** A child's lines of the diary as lessons. What the columns hold: date, halqa, roll, attendance, then the three recitals. */
function lessonsOf(roll: string): RegisterLesson[] {
  return file.split(/\r?\n/).flatMap((line) => {
    const cells = line.split(',');
    const [date, , of, , from, to, sabaq, sabqiFrom, sabqiTo, sabqi, manzil, manzilGrade] = cells;
    if (of !== roll) return [];
    const lesson = (kind: LessonKind, typed: string, grade: string | undefined): RegisterLesson[] =>
      grade
        ? [{ kind, date: date!, session: 'MORNING', grade: grade as Grade, portions: [range(typed)] }]
        : [];
    return [
      ...lesson('SABAQ', `${from}-${to}`, sabaq),
      ...lesson('SABQI', `${sabqiFrom}-${sabqiTo}`, sabqi),
      ...lesson('MANZIL', manzil!, manzilGrade),
    ];
  });
}

function replayed(roll: string, startJuz: number, direction: Direction) {
  const lessons = lessonsOf(roll);
  const of = (sabaq: boolean) =>
    lessons.filter(({ kind }) => (kind === 'SABAQ') === sabaq).flatMap(({ portions }) => portions);
  const scheme = 'madani';
  const brought = placementFromHistory({ startJuz, direction, sabaq: of(true), recited: of(false), scheme });
  const placements =
    brought.length > 0 ? [{ portions: brought, firmness: 'SHAKY', on: lessons[0]!.date } as const] : [];
  const held = readRegister({ programme: 'HIFZ', admittedOn: TODAY, placements, lessons });
  const plan = planDay({
    programme: 'HIFZ',
    direction,
    startJuz,
    scheme,
    memorised: held.memorised,
    states: [...held.states.values()],
    lessons,
    settings: DEFAULT_REVISION,
    calendar: teachingCalendar(5),
    queue: [],
    on: TODAY,
  });
  return { ...held, plan, juz: completeJuz(held.memorised, scheme) };
}

/*
 * Worked out by hand from the lines of the diary. What a child held before its first line: everything from where it
 * began up to there. To this every sabaq that was not to be repeated; the pace is the lower middle of the last ten.
 */
describe('the diary of Jamia Noor, replayed', () => {
  it.each([
    // Juz 1 up to 4:23 held before; then all of An-Nisa to 176, and 5:1-14. 293 + 200 + 176 + 14 ayahs. Juz 5 ended at
    // 4:147. Last ten sizes 3 7 8 6 4 5 7 6 8 6, sorted 3 4 5 6 6 6 7 7 8 8: six ayahs from 5:15.
    ["Bilal Mas'ood", 'JN-2026-0004', 1, 'FORWARD', 683, [1, 2, 3, 4, 5], '5:15-20'],
    // Juz 1 and 2 before; 2:253-286 and 3:1-126. 293 + 126. Juz 3 ended at 3:92. Sizes 8 4 4 4 7 7 6 6 8 8: six.
    ['Usman Khan', 'JN-2024-0018', 1, 'FORWARD', 419, [1, 2, 3], '3:127-132'],
    // Juz 30 and 29 before; juz 28 whole (137), then two surahs of juz 29 over again. 564 + 431 + 137. Nothing is free
    // after 68:6, so it goes on at the first gap on the way down: juz 27. Sizes 4 3 5 7 6 4 5 3 3 3: four.
    ['Ibrahim Rajput', 'JN-2026-0016', 30, 'BACKWARD', 1132, [28, 29, 30], '51:31-34'],
    // As Usman, to 3:166: 293 + 166. Sizes 5 4 4 5 8 4 5 8 8 8: five.
    ['Hamza Baloch', 'JN-2023-0017', 1, 'FORWARD', 459, [1, 2, 3], '3:167-171'],
    // A beginner: surahs 78 to 81 whole and nine ayahs of 82: 40 + 46 + 42 + 29 + 9. No juz. Sizes 6 5 1 7 4 3 8 7 3 6: five.
    ['Ismail Siddiqui', 'JN-2025-0003', 30, 'BACKWARD', 166, [], '82:10-14'],
  ] as const)('%s', (_name, roll, startJuz, direction, ayahs, juz, next) => {
    const child = replayed(roll, startJuz, direction);
    expect(size(child.memorised)).toBe(ayahs);
    expect(child.juz).toEqual(juz);
    expect(child.plan.sabaq).toEqual([range(next)]);
  });

  it('manzil asks for what nobody has heard since the register began, not for what was heard on the last day', () => {
    const { states, plan } = replayed('JN-2026-0004', 1, 'FORWARD');
    // Juz 4 was manzil on the nineteenth; of juz 1 to 3 there is not a line.
    expect(dateOfNumber(heardOn(states.get(25)!))).toBe('2026-11-19');
    expect(dateOfNumber(heardOn(states.get(1)!))).toBe('2026-10-07');
    // A juz, and half of one to catch up; what fades beside it is one rub' at most.
    expect(plan.manzil![0]).toEqual([1, unitRange(12)[1]]);
    expect(size(plan.manzil!.slice(1))).toBeLessThanOrEqual(40);
  });
});
