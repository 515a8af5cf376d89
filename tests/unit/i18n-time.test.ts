import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  daysOfMonth,
  gregorianOf,
  hijriOf,
  localDateAt,
  localMinutesAt,
  weekdayOf,
} from '@/lib/core/time';

test('the local day turns at local midnight, not at the server’s', () => {
  expect(localDateAt(new Date('2026-11-19T18:59:59Z'), 'Asia/Karachi')).toBe('2026-11-19');
  expect(localDateAt(new Date('2026-11-19T19:00:00Z'), 'Asia/Karachi')).toBe('2026-11-20');
  expect(localMinutesAt(new Date('2026-11-19T19:00:00Z'), 'Asia/Karachi')).toBe(0);
  expect(() => localDateAt(new Date(), 'Asia/Nowhere')).toThrow();
});

test('weekdays follow ISO', () => {
  expect(weekdayOf('2026-11-19')).toBe(4);
  expect(weekdayOf('2026-11-20')).toBe(5);
  expect(weekdayOf('2026-11-22')).toBe(7);
});

test('a month has its own length', () => {
  expect(daysOfMonth('2028-02-10')).toHaveLength(29);
  expect(daysOfMonth('2026-11-30').at(0)).toBe('2026-11-01');
});

const someDay = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1990-01-01', days));

test('days added are days between, and weekdays go round by seven', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: -800, max: 800 }), (day, step) => {
      expect(daysBetween(day, addDays(day, step))).toBe(step);
      expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
    }),
  );
});

test('Hijri days agree with the calendar that Intl knows', () => {
  const intl = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  });
  fc.assert(
    fc.property(someDay, fc.integer({ min: -2, max: 2 }), (day, offset) => {
      const { year, month, day: of } = gregorianOf(addDays(day, offset));
      const parts = intl.formatToParts(Date.UTC(year, month - 1, of));
      const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
      expect(hijriOf(day, offset)).toEqual({ year: part('year'), month: part('month'), day: part('day') });
    }),
  );
});
