import { describe, expect, it } from 'vitest';
import { checkDiary, type DiaryContext } from '@/lib/imports/diary/rules';
import { bilal, codes, house, refusals, sheet } from '../support/imports-sheet';

describe('lines of a diary', () => {
  const student = {
    id: 's1',
    rollNo: 'A-1',
    name: 'Ali',
    halqaId: 'h1',
    admittedOn: '2026-10-01',
    layout: 'madani15',
  } as const;
  const context: DiaryContext = {
    today: house.today,
    students: [student],
    halqas: [bilal],
    recorded: new Map(),
  };
  const DIARY =
    'Date|Roll No|Attendance|Sabaq from|Sabaq to|Sabaq grade|Manzil|Manzil grade|Atak|Minutes|Remarks|Halqa';

  it('are read with their reasons, mistakes and portions, and refused with a name for each fault', async () => {
    const { rows, columns } = await sheet('DIARY', [
      DIARY,
      '2026-10-07|a-1|P|58:1|58:4|EXCELLENT|Juz 29|GOOD|2|12||Bilal',
      '08/10/2026|A-1|A||||||||fever|Halqa Bilal',
      '2026-10-09|A-1|P|58:1|58:99|GOOD||||||',
      '2026-10-10|A-1|P|58:1|58:4|||||||',
      '2027-01-01|A-1|P|||||||||',
      '2026-10-07|A-1|P|||||||||',
      '2026-10-11|Z-9|P|||||||||',
      '2026-10-12|A-1||||||||||',
      '2026-09-01|A-1|A|2:1|2:5|WEAK|||||| Nowhere',
    ]);
    const checked = checkDiary(rows, columns, context);
    expect(checked[0]?.parsed).toMatchObject({
      status: 'PRESENT',
      session: 'FAJR',
      lessons: [
        { kind: 'SABAQ', grade: 'EXCELLENT', atak: 2, minutes: 12, enteredAs: '58:1 – 58:4' },
        { kind: 'MANZIL', grade: 'GOOD', atak: 0 },
      ],
    });
    expect(checked[1]?.parsed).toMatchObject({
      date: '2026-10-08',
      status: 'ABSENT',
      reason: 'ILLNESS',
      remark: 'fever',
    });
    expect(checked.slice(2, 8).map(refusals)).toEqual([
      ['portion.ayahBeyondSurah'],
      ['gradeMissing'],
      ['dayInFuture'],
      ['dayTwice'],
      ['studentUnknown'],
      ['nothingOnTheDay'],
    ]);
    expect(codes(checked[8])).toEqual(
      expect.arrayContaining(['dayBeforeAdmission', 'absentWithLessons', 'halqaUnknownOwn']),
    );
  });
});
