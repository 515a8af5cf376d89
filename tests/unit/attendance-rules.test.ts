import { describe, expect, it } from 'vitest';
import {
  ABSENCE_REASONS,
  countStatuses,
  isTeachingDay,
  type MarkedSession,
  monthSummary,
  shareAttended,
} from '@/lib/attendance/rules';
import { MAX_ATTENDANCE_ENTRIES, takeAttendance } from '@/lib/attendance/schema';

const FRIDAY = 5;

describe('counting attendance', () => {
  const sessions: MarkedSession[] = [
    { date: '2026-11-01', status: 'PRESENT' },
    { date: '2026-11-01', status: 'ABSENT' },
    { date: '2026-11-02', status: 'LATE' },
    { date: '2026-11-03', status: 'LEAVE' },
    { date: '2026-10-31', status: 'ABSENT' },
  ];

  it('sums a month, sessions and days apart', () => {
    const summary = monthSummary('2026-11', sessions);
    expect(summary.counts).toEqual({ PRESENT: 1, LATE: 1, ABSENT: 1, LEAVE: 1, marked: 4 });
    expect(summary).toMatchObject({ share: 0.5, daysMarked: 3, daysAttended: 2 });
  });

  it('has no share of nothing', () => {
    expect(shareAttended(countStatuses([]))).toBeNull();
    expect(monthSummary('2026-12', sessions)).toMatchObject({ share: null, daysMarked: 0 });
  });

  it('knows the weekly holiday', () => {
    expect(isTeachingDay('2026-11-20', FRIDAY)).toBe(false);
    expect(isTeachingDay('2026-11-21', FRIDAY)).toBe(true);
    expect(isTeachingDay('2026-11-22', 0)).toBe(false);
    expect(isTeachingDay('2026-11-20', null)).toBe(true);
    expect(isTeachingDay('2024-03-01', FRIDAY)).toBe(false);
  });
});

describe('the command', () => {
  const id = (n: number) => `019a9f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`;
  const entry = (n: number, more: object = {}) => ({
    id: id(n),
    studentId: id(1000 + n),
    status: 'PRESENT',
    ...more,
  });
  const command = (entries: object[]) => ({ halqaId: id(1), date: '2026-11-19', session: 'FAJR', entries });
  const codes = (entries: object[]) =>
    takeAttendance
      .safeParse(command(entries))
      .error?.issues.map((issue) => [issue.path.join('.'), issue.message]);

  it('takes a halqa in one', () => {
    const entries = [
      entry(1),
      entry(2, { status: 'LATE', note: ' بس خراب ' }),
      ...ABSENCE_REASONS.map((reason, i) => entry(10 + i, { status: 'ABSENT', reason })),
      entry(30, { status: 'LEAVE' }),
    ];
    expect(takeAttendance.parse(command(entries)).entries[1]!.note).toBe('بس خراب');
  });

  it('refuses a reason for one who came, and the same child or id twice', () => {
    expect(codes([entry(1, { reason: 'ILLNESS' })])).toEqual([['entries.0.reason', 'reasonWithoutAbsence']]);
    expect(codes([entry(1), { ...entry(2), studentId: id(1001) }])).toEqual([['entries', 'studentTwice']]);
    expect(codes([entry(1), { ...entry(2), id: id(1) }])).toEqual([['entries', 'idTwice']]);
  });

  it('refuses none and too many', () => {
    expect(codes([])).toEqual([['entries', 'noEntries']]);
    const many = Array.from({ length: MAX_ATTENDANCE_ENTRIES + 1 }, (_, i) => entry(i));
    expect(codes(many)).toEqual([['entries', 'tooManyEntries']]);
  });
});
