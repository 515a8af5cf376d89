import { describe, expect, test } from 'vitest';
import { type DayFacts, factsDigest, hasFacts, writeReport } from '@/lib/messages/compose/rules';
import { reportWriter } from '@/lib/messages/compose/words';
import {
  alarmExtent,
  isLive,
  type KnownDelivery,
  nextStep,
  reachOf,
  reportExtent,
  resultExtent,
} from '@/lib/messages/rules';
import { juzRange } from '@/lib/quran/divisions';
import { ayahOf } from '@/lib/quran/position';

const nisa = [ayahOf(4, 92)!, ayahOf(4, 97)!] as const;
const day: DayFacts = {
  attendance: [{ session: 'MORNING', status: 'PRESENT', reason: null }],
  lessons: [
    { session: 'MORNING', kind: 'MANZIL', grade: 'WEAK', portions: [juzRange(3, 'madani')] },
    { session: 'MORNING', kind: 'SABAQ', grade: 'EXCELLENT', portions: [nisa] },
    { session: 'MORNING', kind: 'SABQI', grade: 'GOOD', portions: [[494, 584]] },
  ],
};
const absent: DayFacts = {
  attendance: [{ session: 'MORNING', status: 'ABSENT', reason: 'ILLNESS' }],
  lessons: [],
};

async function write(language: 'en' | 'ur' | 'ar', child: string, facts: DayFacts, correction = false) {
  const { words, dayName } = await reportWriter(language);
  return writeReport(words, {
    child,
    day: dayName('2026-11-19', '2026-11-19'),
    facts,
    scheme: 'madani',
    correction,
  });
}

describe('a report of the day', () => {
  test('reads as a person would write it, in three languages', async () => {
    expect(await write('en', 'Muaz', day)).toBe(
      'Muaz, Thursday: sabaq An-Nisa 92–97 excellent, sabqi good, manzil juz 3 weak.',
    );
    expect(await write('ur', 'معاذ', day)).toBe(
      'معاذ، جمعرات: سبق النساء 92 تا 97 ممتاز، سبقی اچھا، منزل پارہ 3 کمزور۔',
    );
    expect(await write('ar', 'معاذ', day)).toBe(
      'معاذ، الخميس: الدرس النساء 92–97 ممتاز، القريب جيد، البعيد الجزء 3 ضعيف.',
    );
  });

  test('says an absence with its reason, lateness beside the lessons, presence only when it is all', async () => {
    expect(await write('en', 'Muaz', absent)).toBe('Muaz, Thursday: absent (illness).');
    expect(await write('ur', 'معاذ', absent)).toBe('معاذ، جمعرات: غیر حاضر (بیماری)۔');
    const late: DayFacts = { ...day, attendance: [{ session: 'MORNING', status: 'LATE', reason: null }] };
    expect(await write('en', 'Muaz', late)).toMatch(/^Muaz, Thursday: came late, sabaq /);
    expect(await write('en', 'Muaz', { ...day, lessons: [] })).toBe(
      'Muaz, Thursday: present, no lesson heard.',
    );
  });

  const read: DayFacts = {
    attendance: [{ session: 'MORNING', status: 'PRESENT', reason: null }],
    lessons: [],
    readings: [
      {
        session: 'MORNING',
        kind: 'NAZRA',
        grade: 'GOOD',
        place: { fromPage: 2, toPage: 3, fromLine: 14, toLine: 5 },
      },
    ],
  };
  const letters: DayFacts = {
    ...read,
    readings: [
      { session: 'MORNING', kind: 'QAIDA', grade: 'WEAK', place: { item: 'q01', fromLine: 1, toLine: 4 } },
    ],
  };

  test('tells what was read by sight and from the qaida as it tells lessons', async () => {
    expect(await write('en', 'Haroon', read)).toBe(
      'Haroon, Thursday: nazra page 2 line 14 – page 3 line 5 good.',
    );
    expect(await write('ur', 'ہارون', read)).toBe('ہارون، جمعرات: ناظرہ صفحہ 2 سطر 14 تا صفحہ 3 سطر 5 اچھا۔');
    expect(await write('en', 'Idris', letters)).toBe(
      'Idris, Thursday: qaida Single letters, lines 1–4 weak.',
    );
    expect(await write('ur', 'ادریس', letters)).toBe('ادریس، جمعرات: قاعدہ حروفِ مفردات، سطر 1 تا 4 کمزور۔');
    expect(await write('ar', 'إدريس', letters)).toBe(
      'إدريس، الخميس: القاعدة الحروف المفردة، الأسطر 1–4 ضعيف.',
    );
    expect(hasFacts({ ...read, attendance: [] })).toBe(true);
    expect(factsDigest(read)).not.toBe(factsDigest(letters));
    // What was told before there was reading to tell is still the same report.
    expect(factsDigest({ ...day, readings: [] })).toBe(factsDigest(day));
  });

  test('a correction says so, and what is true now', async () => {
    expect(await write('en', 'Muaz', absent, true)).toBe(
      'Correction. Muaz, Thursday: absent (illness). This replaces the earlier report.',
    );
  });

  test('an older day is named in full', async () => {
    const { dayName } = await reportWriter('en');
    expect(dayName('2026-11-12', '2026-11-19')).toBe('Thu 12 November 2026');
    expect(dayName('2026-11-13', '2026-11-19')).toBe('Friday');
  });

  test('nothing known, nothing said; who came to one of two sessions was there', async () => {
    expect(hasFacts({ attendance: [], lessons: [] })).toBe(false);
    const twice: DayFacts = {
      attendance: [...absent.attendance, { session: 'FAJR', status: 'PRESENT', reason: null }],
      lessons: [],
    };
    expect(await write('en', 'Muaz', twice)).toBe('Muaz, Thursday: present, no lesson heard.');
  });
});

describe('the digest of a day', () => {
  test('is the same for the same facts in any order, another for another fact', () => {
    const shuffled = { ...day, lessons: [...day.lessons].reverse() };
    expect(factsDigest(shuffled)).toBe(factsDigest(day));
    const regraded = {
      ...day,
      lessons: day.lessons.map((l) => (l.kind === 'SABAQ' ? { ...l, grade: 'GOOD' as const } : l)),
    };
    expect(factsDigest(regraded)).not.toBe(factsDigest(day));
    expect(factsDigest(absent)).not.toBe(
      factsDigest({ ...absent, attendance: [{ session: 'MORNING', status: 'ABSENT', reason: null }] }),
    );
  });

  test('is not moved by what the words do not tell', () => {
    const longer = {
      ...day,
      lessons: day.lessons.map((l) => (l.kind === 'SABQI' ? { ...l, portions: [[494, 588] as const] } : l)),
    };
    expect(factsDigest(longer)).toBe(factsDigest(day));
  });
});

describe('what to do about a delivery', () => {
  const known = (state: KnownDelivery['state'], digest: string, purpose = 'REPORT'): KnownDelivery => ({
    id: purpose,
    purpose,
    state,
    digest,
    onItsWay: false,
  });

  test('nothing before: write; unchanged: nothing; waiting and changed: rewrite; gone and changed: correct', () => {
    expect(nextStep([], 'a', false)).toEqual({ act: 'write', purpose: 'REPORT' });
    for (const state of ['QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED'] as const)
      expect(nextStep([known(state, 'a')], 'a', false)).toEqual({ act: 'nothing' });
    for (const state of ['QUEUED', 'FAILED'] as const)
      expect(nextStep([known(state, 'a')], 'b', false)).toEqual({
        act: 'rewrite',
        id: 'REPORT',
        purpose: 'REPORT',
      });
    expect(nextStep([known('DELIVERED', 'a')], 'b', false)).toEqual({
      act: 'write',
      purpose: 'CORRECTION-1',
    });
  });

  test('what is with the provider, or may be, is corrected, never rewritten', () => {
    const away = { ...known('QUEUED', 'a'), onItsWay: true };
    expect(nextStep([away], 'a', false)).toEqual({ act: 'nothing' });
    expect(nextStep([away], 'b', false)).toEqual({ act: 'write', purpose: 'CORRECTION-1' });
  });

  test('the latest correction is what counts', () => {
    const gone = [known('DELIVERED', 'b', 'CORRECTION-1'), known('DELIVERED', 'a')];
    expect(nextStep(gone, 'b', false)).toEqual({ act: 'nothing' });
    expect(nextStep(gone, 'a', false)).toEqual({ act: 'write', purpose: 'CORRECTION-2' });
    expect(
      nextStep(
        [...gone, known('QUEUED', 'c', 'CORRECTION-10'), known('DELIVERED', 'd', 'CORRECTION-9')],
        'd',
        false,
      ),
    ).toEqual({
      act: 'rewrite',
      id: 'CORRECTION-10',
      purpose: 'CORRECTION-10',
    });
  });

  test('of a day that is over only who was told is corrected, and what waits is mended', () => {
    const of = { extent: 'TOLD' as const };
    expect(nextStep([], 'a', false, of)).toEqual({ act: 'nothing' });
    for (const state of ['SUPPRESSED', 'FAILED'] as const)
      expect(nextStep([known(state, 'a')], 'b', false, of)).toEqual({ act: 'nothing' });
    for (const state of ['SENT', 'DELIVERED', 'READ'] as const) {
      expect(nextStep([known(state, 'a')], 'a', false, of)).toEqual({ act: 'nothing' });
      expect(nextStep([known(state, 'a')], 'b', false, of)).toEqual({
        act: 'write',
        purpose: 'CORRECTION-1',
      });
    }
    expect(nextStep([known('QUEUED', 'a')], 'b', false, of)).toMatchObject({ act: 'rewrite' });
    // A correction that was kept back: only if the day has changed since, and somebody may hear it.
    const kept = [known('READ', 'a'), known('SUPPRESSED', 'b', 'CORRECTION-1')];
    expect(nextStep(kept, 'b', false, of)).toEqual({ act: 'nothing' });
    expect(nextStep(kept, 'c', true, of)).toEqual({ act: 'nothing' });
    expect(nextStep(kept, 'c', false, of)).toMatchObject({ act: 'rewrite', id: 'CORRECTION-1' });
  });

  test('an alarm of a day that is over is mended while it waits, and never written anew', () => {
    const of = { extent: 'WAITING' as const };
    expect(nextStep([], 'a', false, of)).toEqual({ act: 'nothing' });
    for (const state of ['SENT', 'DELIVERED', 'READ', 'FAILED', 'SUPPRESSED'] as const)
      expect(nextStep([known(state, 'a')], 'b', false, of)).toEqual({ act: 'nothing' });
    expect(nextStep([{ ...known('QUEUED', 'a'), onItsWay: true }], 'b', false, of)).toEqual({
      act: 'nothing',
    });
    expect(nextStep([known('QUEUED', 'a')], 'b', false, of)).toMatchObject({ act: 'rewrite' });
  });

  test('today and yesterday are told; what is older, or was brought in, is history', () => {
    const today = '2026-03-01';
    expect(['2026-03-01', '2026-02-28', '2026-02-27'].map((one) => isLive(one, today))).toEqual([
      true,
      true,
      false,
    ]);
    const report = (day: string, imported: boolean, weeklyHoliday = 5) =>
      reportExtent({ day, today, weeklyHoliday, imported });
    expect(report('2026-02-28', false)).toBe('ALL');
    expect(report('2026-02-27', false)).toBe('TOLD');
    // The 28th is a Saturday: where it is the weekly holiday, the day before it is the last one.
    expect(report('2026-02-27', false, 6)).toBe('ALL');
    expect(report('2026-02-26', false, 6)).toBe('TOLD');
    expect(report(today, true)).toBe('TOLD');
    const monday = { today: '2026-03-02', imported: false };
    const onMonday = (day: string, weeklyHoliday: number) => reportExtent({ ...monday, day, weeklyHoliday });
    expect([onMonday('2026-02-28', 0), onMonday('2026-02-27', 0)], 'Sunday is 0').toEqual(['ALL', 'TOLD']);
    expect(onMonday('2026-02-28', 5)).toBe('TOLD');
    const alarm = (day: string, markedOn: string) => alarmExtent({ day, today, markedOn });
    expect(alarm(today, today)).toBe('ALL');
    expect(alarm('2026-02-28', '2026-02-28')).toBe('ALL');
    expect(alarm('2026-02-28', today)).toBe('WAITING');
    expect(alarm('2026-02-27', '2026-02-27')).toBe('WAITING');
    expect(resultExtent({ heldOn: today, writtenOn: '2026-03-02' })).toBe('ALL');
    expect(resultExtent({ heldOn: today, writtenOn: '2026-03-03' })).toBe('TOLD');
  });

  test('P24 a silenced one stays silent until it may speak again', () => {
    expect(nextStep([known('SUPPRESSED', 'a')], 'b', true)).toEqual({ act: 'nothing' });
    expect(nextStep([known('SUPPRESSED', 'a')], 'a', false)).toMatchObject({ act: 'rewrite' });
  });

  test('P21 only an authorised guardian with a number who has not stopped messages is reached', () => {
    const link = { receivesMessages: true, optedOut: false, stopped: false, phone: '+923001110001' };
    expect(reachOf(link)).toEqual({ phone: '+923001110001' });
    expect(reachOf({ ...link, receivesMessages: false })).toEqual({ silence: 'NOT_AUTHORISED' });
    expect(reachOf({ ...link, optedOut: true })).toEqual({ silence: 'OPTED_OUT' });
    expect(reachOf({ ...link, stopped: true })).toEqual({ silence: 'OPTED_OUT' });
    expect(reachOf({ ...link, phone: undefined })).toEqual({ silence: 'NO_PHONE' });
  });
});
