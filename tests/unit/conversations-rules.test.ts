import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultHours, type Hours, standing } from '@/lib/conversations/hours/rules';
import { hoursForm, minutesText, readHours } from '@/lib/conversations/hours/schema';
import { byDay, deskOf, isAsked, sideOf, wasRead } from '@/lib/conversations/rules';
import { addDays, weekdayOf } from '@/lib/core/time';
import { eventText, mayConcern } from '@/lib/notifications/live/rules';

// Saturday 21 November 2026.
const saturday = '2026-11-21';
const hours: Hours = { office: true, ustadh: false, days: [0, 1, 2, 3, 4, 6], from: 480, to: 840 };

describe('P27 office hours', () => {
  test('somebody is there from the first minute until the last, and the next opening is named otherwise', () => {
    const on = (minutes: number, date = saturday) => standing(hours, { date, minutes });
    expect(on(480)).toEqual({ open: true, next: null });
    expect(on(839)).toEqual({ open: true, next: null });
    expect(on(479)).toEqual({ open: false, next: { date: saturday, minutes: 480 } });
    expect(on(840)).toEqual({ open: false, next: { date: '2026-11-22', minutes: 480 } });
    // Thursday evening: Friday is nobody's.
    expect(on(900, '2026-11-26')).toEqual({ open: false, next: { date: '2026-11-28', minutes: 480 } });
    expect(on(600, '2026-11-27')).toEqual({ open: false, next: { date: '2026-11-28', minutes: 480 } });
  });

  test('one day of the week comes again in a week; without a day nobody is ever there', () => {
    const only = { ...hours, days: [6] };
    expect(standing(only, { date: saturday, minutes: 900 })).toEqual({
      open: false,
      next: { date: '2026-11-28', minutes: 480 },
    });
    expect(standing({ ...hours, days: [] }, { date: saturday, minutes: 600 })).toEqual({
      open: false,
      next: null,
    });
  });

  test('the next opening is always an open moment, at most a week ahead, and never in the past', () => {
    const given = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      from: fc.integer({ min: 0, max: 1438 }),
      length: fc.integer({ min: 1, max: 1440 }),
      ahead: fc.integer({ min: 0, max: 400 }),
      minutes: fc.integer({ min: 0, max: 1439 }),
    });
    fc.assert(
      fc.property(given, ({ days, from, length, ahead, minutes }) => {
        const own = { ...hours, days, from, to: Math.min(1440, from + length) };
        const now = { date: addDays(saturday, ahead), minutes };
        const { open, next } = standing(own, now);
        if (open) expect(next).toBeNull();
        else {
          expect(standing(own, next!)).toEqual({ open: true, next: null });
          expect(next!.date <= addDays(now.date, 7)).toBe(true);
          expect(next!.date > now.date || next!.minutes > minutes).toBe(true);
          expect(days).toContain(weekdayOf(next!.date) % 7);
        }
      }),
    );
  });

  test('are read from their form, and from what is kept; what is not understood is the usual', () => {
    const form = { office: 'on', days: ['6', '0', '6'], from: '08:30', to: '13:00' };
    expect(hoursForm.parse(form)).toEqual({ office: true, ustadh: false, days: [0, 6], from: 510, to: 780 });
    expect(hoursForm.parse({ ...form, days: '1' }).days).toEqual([1]);
    for (const [wrong, field, code] of [
      [{ to: '08:30' }, 'to', 'endsBeforeItBegins'],
      [{ from: '25:00' }, 'from', 'notAnHour'],
      [{ days: [] }, 'days', 'noDay'],
    ] as const) {
      const [issue] = hoursForm.safeParse({ ...form, ...wrong }).error!.issues;
      expect([issue!.path[0], issue!.message]).toEqual([field, code]);
    }
    expect(minutesText(510)).toBe('08:30');
    expect(readHours(undefined, 5)).toEqual(defaultHours(5));
    expect(defaultHours(5).days).not.toContain(5);
    expect(readHours({ ...hours, from: 'eight' }, 5)).toEqual(defaultHours(5));
    expect(readHours(hours, 5)).toEqual(hours);
    // Nobody's ustadh is written to before the institution says so.
    expect(defaultHours(5).ustadh).toBe(false);
  });
});

describe('P27 whose turn it is', () => {
  test('each desk asks its own; the office reads along at the ustadh’s without being asked', () => {
    expect(sideOf('guardian')).toBe('FAMILY');
    expect(['admin', 'campus_admin', 'teacher'].map((role) => sideOf(role as 'admin'))).toEqual(
      Array(3).fill('SCHOOL'),
    );
    expect([deskOf('teacher'), deskOf('admin'), deskOf('campus_admin')]).toEqual([
      'USTADH',
      'OFFICE',
      'OFFICE',
    ]);
    expect(isAsked('admin', 'OFFICE') && isAsked('teacher', 'USTADH')).toBe(true);
    expect(isAsked('admin', 'USTADH') || isAsked('teacher', 'OFFICE') || isAsked('guardian', 'OFFICE')).toBe(
      false,
    );
  });

  test('what was written after the last look is not read yet', () => {
    const [eight, nine] = [new Date('2026-11-21T08:00:00Z'), new Date('2026-11-21T09:00:00Z')];
    expect([wasRead(eight, nine), wasRead(eight, eight), wasRead(nine, eight), wasRead(eight, null)]).toEqual(
      [true, true, false, false],
    );
    const days = byDay([eight, nine, new Date('2026-11-22T08:00:00Z')], (at) =>
      at.toISOString().slice(0, 10),
    );
    expect(days.map(({ day, messages }) => [day, messages.length])).toEqual([
      ['2026-11-21', 2],
      ['2026-11-22', 1],
    ]);
  });
});

describe('P27 whose stream is asked', () => {
  const conversation = {
    about: 'conversation',
    institutionId: 'noor',
    id: 'c1',
    guardianId: 'g1',
    studentId: 's1',
  } as const;
  const watcher = {
    userId: 'u1',
    institutionId: 'noor',
    role: 'guardian',
    context: 'noor|s1,s2|g1',
  } as const;

  test('a family by its guardian, an ustadh by the child, the office of its institution; another never', () => {
    expect(mayConcern(watcher, conversation)).toBe(true);
    expect(mayConcern({ ...watcher, context: 'noor|s1|g2' }, conversation)).toBe(false);
    const teacher = { ...watcher, role: 'teacher' } as const;
    expect(mayConcern({ ...teacher, context: 'noor|s1|' }, conversation)).toBe(true);
    expect(mayConcern({ ...teacher, context: 'noor|s9|g1' }, conversation)).toBe(false);
    const admin = { ...watcher, role: 'admin', context: '' } as const;
    expect(mayConcern(admin, conversation)).toBe(true);
    expect(mayConcern({ ...admin, institutionId: 'falah' }, conversation)).toBe(false);
    expect(
      mayConcern({ ...admin, institutionId: 'falah' }, { about: 'notice', institutionId: 'noor', id: 'n' }),
    ).toBe(false);
    expect(mayConcern(watcher, { about: 'person', userId: 'u1' })).toBe(true);
    expect(mayConcern(watcher, { about: 'person', userId: 'u2' })).toBe(false);
    expect(mayConcern(watcher, { about: 'all' })).toBe(true);
    // A number that is wrong concerns whoever keeps the guardians.
    const channel = { about: 'channel', institutionId: 'noor' } as const;
    const office = { ...watcher, role: 'campus_admin' } as const;
    expect([admin, office, teacher, watcher].map((one) => mayConcern(one, channel))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(mayConcern({ ...office, institutionId: 'falah' }, channel)).toBe(false);
  });

  test('an event is one block that the browser reads, with what it sends back when it comes again', () => {
    expect(eventText('news', { unread: 2 }, 1795000000000)).toBe(
      'event: news\nid: 1795000000000\ndata: {"unread":2}\n\n',
    );
    // Nothing that was typed can end a line of the stream.
    expect(eventText('over', { said: 'a\n\nevent: x' }).split('\n\n')).toHaveLength(2);
  });
});
