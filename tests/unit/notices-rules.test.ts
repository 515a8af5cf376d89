import { describe, expect, test } from 'vitest';
import { addDays } from '@/lib/core/time';
import { MOST_DAYS_AHEAD, publishTime, reachTotal, readAudience, shownReach } from '@/lib/notices/rules';

const id = '0191d1a0-0000-7000-8000-000000000001';
const clock = {
  now: new Date('2026-11-21T07:00:00Z'),
  today: '2026-11-21',
  timeZone: 'Asia/Karachi',
} as const;

describe('P28 the audience of a notice', () => {
  test('is read from the form', () => {
    expect(readAudience('ALL')).toEqual({ kind: 'ALL' });
    expect(readAudience(`CAMPUS:${id}`)).toEqual({ kind: 'CAMPUS', id });
    expect(readAudience(`HALQA:${id}`)).toEqual({ kind: 'HALQA', id });
  });

  test('another choice, another hour or another figure is another thing than what was shown', () => {
    const choice = { audience: 'ALL', families: 'on', staff: undefined, day: '2026-11-25', hour: '09:00' };
    const reach = { families: 120, unreached: 4, staff: 0 };
    const shown = shownReach(choice, reach);
    expect(shownReach({ ...choice }, { ...reach })).toBe(shown);
    // Who has signed in since changes nothing about whom it reaches.
    expect(shownReach(choice, { ...reach, unreached: 3 })).toBe(shown);
    for (const other of [
      shownReach({ ...choice, audience: `HALQA:${id}` }, reach),
      shownReach({ ...choice, staff: 'on' }, reach),
      shownReach({ ...choice, families: undefined, staff: 'on' }, reach),
      shownReach({ ...choice, hour: '10:00' }, reach),
      shownReach({ ...choice, day: '2026-11-26' }, reach),
      shownReach(choice, { ...reach, families: 121 }),
      shownReach(choice, { ...reach, staff: 1 }),
    ])
      expect(other).not.toBe(shown);
    expect(reachTotal({ families: 120, unreached: 4, staff: 7 })).toBe(127);
  });
});

describe('P28 the hour of a notice', () => {
  test('is the institution’s own; without a day it goes at once, without an hour at eight', () => {
    expect(publishTime({}, clock)).toBeNull();
    expect(publishTime({ day: '2026-11-22' }, clock)).toEqual(new Date('2026-11-22T03:00:00Z'));
    expect(publishTime({ day: '2026-11-22', hour: '23:30' }, clock)).toEqual(
      new Date('2026-11-22T18:30:00Z'),
    );
    const london = { ...clock, timeZone: 'Europe/London' };
    expect(publishTime({ day: '2026-11-22', hour: '09:00' }, london)).toEqual(
      new Date('2026-11-22T09:00:00Z'),
    );
  });

  test('lies ahead, and not too far', () => {
    // It is twelve o'clock in Karachi.
    expect(publishTime({ day: clock.today, hour: '12:00' }, clock)).toBe('past');
    expect(publishTime({ day: clock.today, hour: '12:01' }, clock)).toEqual(new Date('2026-11-21T07:01:00Z'));
    expect(publishTime({ day: '2026-11-20', hour: '23:59' }, clock)).toBe('past');
    const last = addDays(clock.today, MOST_DAYS_AHEAD);
    expect(publishTime({ day: last }, clock)).toBeInstanceOf(Date);
    expect(publishTime({ day: addDays(last, 1) }, clock)).toBe('far');
  });
});
