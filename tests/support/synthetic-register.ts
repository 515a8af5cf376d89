import { addDays, hijriOf, type LocalDate, weekdayOf } from '@/lib/core/time';
import { proposeGrade } from '@/lib/lessons/grading/rules';
import { GRADES, type Grade, type LessonKind, type Mistakes } from '@/lib/lessons/rules';
import { juzRange, rubOf } from '@/lib/quran/divisions';
import { pageOf } from '@/lib/quran/mushaf';
import { AYAHS, type Range } from '@/lib/quran/position';
import type { RegisterLesson } from '@/lib/revision/memory/replay/rules';
import { seeded } from './synthetic';

const DAYS_A_YEAR = 365;
const SABQI_DAYS = 7;

/** A rub' in a made-up head: days on which recall has a hold, and the day it was last recited well. */
interface Trace {
  hold: number;
  heard: number;
}

/**
 * The lessons of a made-up child over some years: pace, weekly rhythm, holidays, illness, days on which manzil was left
 * out, a manzil that goes round by the juz. Memory fades by a power law with exponent, gains and clumsy places of the
 * child's own, not by the law that the product reckons with. What is drawn are mistakes; the grade comes from them and,
 * now and then, from the mood of the day.
 */
export function syntheticRegister(seed: number, years = 3): RegisterLesson[] {
  const roll = seeded(seed * 7919 + 17);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  const poisson = (mean: number) => {
    let count = 0;
    for (let left = Math.exp(-Math.min(mean, 40)), sum = left, at = roll(); at > sum && count < 60; ) {
      count += 1;
      left *= mean / count;
      sum += left;
    }
    return count;
  };

  const pace = Math.max(2, Math.round(6 * Math.exp(0.35 * gauss())));
  const exponent = 0.25 * Math.exp(0.3 * gauss());
  const gain = 1.25 + 0.35 * roll();
  const carefulness = Math.exp(0.25 * gauss());
  const sick = 0.003 + 0.005 * roll();
  const leftOut = 0.05 + 0.2 * roll();
  const ramadanOff = roll() < 0.6;
  const clumsy = Array.from({ length: 241 }, () => Math.exp(0.5 * gauss()));
  const traces = new Map<number, Trace>();
  const lessons: RegisterLesson[] = [];
  const recent: Range[] = [];
  const first = addDays('2022-01-10', Math.floor(roll() * 300));
  const order = Array.from({ length: 30 }, (_, i) => 30 - i);
  let at = 0;
  let next = juzRange(order[0]!, 'madani')[0];
  let round = 0;
  let away = 0;

  const recite = (kind: LessonKind, portions: readonly Range[], day: number, date: LocalDate): Grade => {
    let expected = 0;
    const units = new Set<number>();
    for (const [from, to] of portions) for (let ayah = from; ayah <= to; ayah += 1) units.add(rubOf(ayah));
    const pages = portions.reduce(
      (sum, [from, to]) => sum + pageOf('madani15', to) - pageOf('madani15', from) + 1,
      0,
    );
    for (const unit of units) {
      const trace = traces.get(unit);
      const recall = trace ? (1 + (day - trace.heard) / trace.hold) ** -exponent : 0.75;
      expected += ((1 - recall) * clumsy[unit]! * 0.75 + 0.03) * (pages / units.size);
    }
    const mistakes: Mistakes = {
      atak: poisson(expected * carefulness * 0.9),
      lahnJali: poisson(expected * carefulness * 0.6),
      lahnKhafi: poisson(0.15 * pages * carefulness),
      tajweed: poisson(0.1 * pages * carefulness),
    };
    const proposed = GRADES.indexOf(proposeGrade(mistakes, kind));
    const mood = roll() < 0.12 ? (roll() < 0.5 ? -1 : 1) : 0;
    const grade = GRADES[Math.min(3, Math.max(0, proposed + mood))]!;
    for (const unit of units) {
      const trace = traces.get(unit);
      if (!trace) traces.set(unit, { hold: 1.5 / clumsy[unit]!, heard: day });
      else {
        const rested = Math.min(1, (day - trace.heard) / trace.hold);
        trace.hold *= grade === 'REPEAT' ? 0.9 : 1 + (gain - 1) * rested;
        // What was refused is gone over at home: it is not where it was, nor where it should be.
        trace.heard = grade === 'REPEAT' ? Math.round((trace.heard + 2 * day) / 3) : day;
      }
    }
    lessons.push({
      kind,
      date,
      session: 'MORNING',
      grade,
      portions: [...portions],
      mistakes,
      listener: 'TEACHER',
    });
    return grade;
  };

  for (let day = 0; day < years * DAYS_A_YEAR; day += 1) {
    const date = addDays(first, day);
    const { month, day: of } = hijriOf(date, -1);
    const holiday =
      (month === 9 && (ramadanOff || of >= 21)) ||
      (month === 10 && of <= 7) ||
      (month === 12 && of >= 8 && of <= 15);
    if (away > 0) away -= 1;
    else if (roll() < sick) away = 3 + Math.floor(roll() * 18);
    if (holiday || weekdayOf(date) === 5 || away > 0 || roll() < 0.04) continue;

    const juz = order[at];
    if (juz !== undefined) {
      const end = juzRange(juz, 'madani')[1];
      const lesson: Range = [next, Math.min(end, AYAHS, next + pace - 1)];
      if (recite('SABAQ', [lesson], day, date) !== 'REPEAT') {
        recent.push(lesson);
        if (recent.length > SABQI_DAYS + 1) recent.shift();
        next = lesson[1] + 1;
        if (next > end) {
          at += 1;
          next = at < order.length ? juzRange(order[at]!, 'madani')[0] : next;
        }
      }
    }
    if (recent.length > 1) recite('SABQI', recent.slice(0, -1), day, date);
    const done = order.slice(0, at);
    if (done.length > 0 && roll() >= leftOut) {
      const turn = done[round % done.length]!;
      // Not accepted: the same tomorrow.
      if (recite('MANZIL', [juzRange(turn, 'madani')], day, date) !== 'REPEAT') round += 1;
    }
  }
  return lessons;
}
