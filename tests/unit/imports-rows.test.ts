import { describe, expect, it } from 'vitest';
import type { CheckedRow, Decision, SilenceChoice } from '@/lib/imports/schema';
import { settleGuardians } from '@/lib/imports/students/guardians';
import type { StudentRecord } from '@/lib/imports/students/rules';
import { answersOf, inOne, type SilenceAnswer } from '@/lib/imports/students/silence';
import { codes, refusals, students } from '../support/imports-sheet';

describe('P14 a minor has a guardian who can be reached', () => {
  it('no date of birth is a minor; without any number the row is refused', async () => {
    const [row] = await students(['A-1|Ali|Hasan||||| Bilal|Hifz|']);
    expect(codes(row)).toContain('bornMissing');
    expect(refusals(row)).toEqual(['minorWithoutGuardian']);
  });

  it('the mother stands in when the father’s number cannot be dialled', async () => {
    const [row] = await students(['A-1|Ali|Hasan|01/02/2015|0300-12|Amina|0301 2345678|Bilal|Hifz|']);
    expect(row).toMatchObject({
      verdict: 'WARNING',
      parsed: { guardians: [{ name: 'Amina', relation: 'MOTHER', isPrimary: true, phone: '+923012345678' }] },
    });
    expect(row?.issues).toContainEqual(
      expect.objectContaining({ code: 'phoneTooShort', severity: 'warning' }),
    );
  });

  it('a mother with the father’s number is no guardian of her own', async () => {
    const [row] = await students(['A-1|Ali|Hasan|01/02/2015|03012345678|Amina|0301-2345678|Bilal|Hifz|']);
    expect(row?.parsed?.guardians).toHaveLength(1);
    expect(codes(row)).toContain('motherSameNumber');
  });

  it('an adult may come alone, and the row says so', async () => {
    const [row] = await students(['A-1|Ali|Hasan|01/02/2000|||| Bilal|Hifz|']);
    expect(row).toMatchObject({ verdict: 'WARNING', parsed: { guardians: [] } });
    expect(codes(row)).toContain('adultWithoutGuardian');
  });

  it('a number without any name is refused', async () => {
    expect(refusals((await students(['A-1|Ali||01/02/2015|03012345678|||Bilal|Hifz|']))[0])).toEqual([
      'guardianNameMissing',
    ]);
  });
});

describe('rows among each other', () => {
  it('one number is one person, and a wish for silence bears on all the children', async () => {
    const rows = await students([
      'A-1|Ali|Hasan Khan|01/02/2015|03012345678|||Bilal|Hifz|do not send WhatsApp',
      'A-2|Umar|HASAN KHAN|01/02/2013|+92 301 2345678|||Bilal|Hifz|',
      'A-3|Zaid|Somebody|01/02/2012|0092 301 2345678|||Bilal|Hifz|',
    ]);
    expect(rows.map(({ parsed }) => parsed?.guardians[0])).toMatchObject([
      { name: 'Hasan Khan', wishes: [2], optOut: false, known: null },
      { name: 'Hasan Khan', wishes: [2], optOut: false, known: null },
      { name: 'Somebody', wishes: [2], optOut: false, known: { id: null, name: 'Hasan Khan' } },
    ]);
    expect(rows.map(({ verdict }) => verdict)).not.toContain('REFUSED');
    expect(rows[1]?.match).toEqual({ kind: 'NEW' });
    expect(rows.map(({ verdict }) => verdict)).toEqual(['REVIEW', 'WARNING', 'REVIEW']);
    expect(codes(rows[0])).toContain('remarkOptOut');
    expect(codes(rows[1])).toContain('siblingOptOut');
    expect(rows.map(({ parsed }) => parsed?.silence)).toEqual([
      {
        asks: true,
        rows: [
          { row: 3, name: 'Umar' },
          { row: 4, name: 'Zaid' },
        ],
      },
      { asks: false, rows: [{ row: 2, name: 'Ali' }] },
      { asks: false, rows: [{ row: 2, name: 'Ali' }] },
    ]);
  });

  it('a number that is somebody’s of another name is a question: one person, or two with one phone', async () => {
    const rows = await students([
      'A-1|Ali|Hasan Khan|01/02/2015|03012345678|||Bilal|Hifz|',
      'A-3|Zaid|Somebody|01/02/2012|0092 301 2345678|||Bilal|Hifz|',
    ]);
    expect(rows[0]).toMatchObject({ verdict: 'READY', match: { kind: 'NEW' } });
    expect(rows[1]).toMatchObject({
      verdict: 'REVIEW',
      match: {
        about: 'guardian',
        choices: ['SAME', 'NEW', 'SKIP'],
        candidates: [{ name: 'Hasan Khan', reason: 'phoneOtherName' }],
      },
    });
    expect(codes(rows[1])).toContain('guardianOtherName');
    const settled = (decision: Decision) =>
      settleGuardians(rows[1]!.parsed!.guardians, { checked: rows[1]!, decision }).map(({ name }) => name);
    expect([settled('SAME'), settled('NEW')]).toEqual([['Hasan Khan'], ['Somebody']]);
  });

  it('a row that comes twice is told from a roll number that was given twice', async () => {
    const line = 'A-1|Ali|Hasan|01/02/2015|03012345678|||Bilal|Hifz|';
    const rows = await students([line, line, 'a-1|Bakr|Umar|01/02/2015|03019999999|||Bilal|Hifz|']);
    expect(rows.map(refusals)).toEqual([[], ['rowRepeated'], ['rollTaken']]);
  });

  it('a shifted row is refused, a halqa misspelt is named with the likely one', async () => {
    const rows = await students([
      'A-1|Ali|Hasan|01/02/2015|03012345678|||Bilal|Hifz|note|more',
      'A-2|Umar|Hasan|01/02/2015|03012345678|||Bilaal|Hifz|',
      'A-3|Zaid|Hasan|01/02/2015|03012345678|||بلال|Nazra|',
    ]);
    expect(refusals(rows[0])).toEqual(['cellsShifted']);
    expect(rows[1]?.issues).toContainEqual(
      expect.objectContaining({
        code: 'halqaUnknownNear',
        params: { value: 'Bilaal', repair: 'Halqa Bilal' },
      }),
    );
    expect(rows[2]).toMatchObject({ verdict: 'WARNING', parsed: { halqaId: 'h1', programme: 'NAZRA' } });
    expect(codes(rows[2])).toContain('programmeNotOfHalqa');
  });
});

describe('P24 a remark proposes silence, a person decides', () => {
  const answers = (
    rows: CheckedRow<StudentRecord>[],
    given: Record<number, { silence?: SilenceChoice; decision?: Decision }> = {},
  ): SilenceAnswer[] => {
    const wishing = rows.map(({ row, match, parsed }) => {
      const { silence = null, decision = null } = given[row] ?? {};
      return { row, match, decision, silence, wishes: parsed!.guardians.map(({ wishes }) => wishes) };
    });
    return [...answersOf(wishing).values()].map(inOne);
  };
  const FAMILY = [
    'A-1|Ali|Hasan|01/02/2015|03012345678|||Bilal|Hifz|do not send WhatsApp',
    'A-2|Umar|Hasan|01/02/2013|03012345678|||Bilal|Hifz|',
    'A-3|Zaid|Hasan|01/02/2012|03012345678|||Bilal|Hifz|no messages please',
    'A-4|Bakr|Usman|01/02/2012|03015555555|||Bilal|Hifz|',
  ];

  it('undecided, the whole family waits; decided, the others of the number follow, and each own answer stands', async () => {
    const rows = await students(FAMILY);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['REVIEW', 'WARNING', 'REVIEW', 'READY']);
    expect(answers(rows)).toEqual(['OPEN', 'OPEN', 'OPEN', 'SEND']);
    expect(answers(rows, { 2: { silence: 'SILENT' } })).toEqual(['SILENT', 'SILENT', 'OPEN', 'SEND']);
    expect(answers(rows, { 2: { silence: 'SEND' } })).toEqual(['SEND', 'OPEN', 'OPEN', 'SEND']);
    const both = (first: SilenceChoice, third: SilenceChoice) =>
      answers(rows, { 2: { silence: first }, 4: { silence: third } });
    expect(both('SEND', 'SEND')).toEqual(['SEND', 'SEND', 'SEND', 'SEND']);
    expect(both('SEND', 'SILENT')).toEqual(['SEND', 'SILENT', 'SILENT', 'SEND']);
  });

  it('a row that is left out, or whose child is here after all, holds nobody up', async () => {
    const here = {
      id: 's9',
      rollNo: 'A-1',
      name: 'Somebody Else',
      nativeName: null,
      bornOn: null,
      gender: null,
    };
    const rows = await students(FAMILY, { students: [{ ...here, phones: [], silent: [] }] });
    expect(rows[0]?.match).toMatchObject({ kind: 'REVIEW', candidates: [{ reason: 'rollOtherName' }] });
    const left = { 2: { decision: 'SKIP' as const }, 4: { silence: 'SEND' as const } };
    expect(answers(rows, left)).toEqual(['SEND', 'SEND', 'SEND', 'SEND']);
    expect(answers(rows, { ...left, 2: { decision: 'SAME' } })).toEqual(['SEND', 'SEND', 'SEND', 'SEND']);
    // Who answered all the same is heard.
    expect(answers(rows, { ...left, 2: { decision: 'SKIP', silence: 'SILENT' } })[1]).toBe('SILENT');
  });

  it('only who shares the number follows: the father’s other wife keeps her messages', async () => {
    const rows = await students([
      'A-1|Ali|Hasan|01/02/2015|03012345678|Amina|03011111111|Bilal|Hifz|do not send WhatsApp',
      'A-2|Umar|Hasan|01/02/2013|03012345678|Safia|03012222222|Bilal|Hifz|',
    ]);
    expect(rows[1]?.parsed?.guardians.map(({ wishes }) => wishes)).toEqual([[2], []]);
  });

  it('what is so already is not asked: a child who is here, a number that said STOP; a new brother is', async () => {
    const [ali, umar] = FAMILY;
    const there = {
      id: 's1',
      rollNo: 'A-1',
      name: 'Ali',
      nativeName: null,
      bornOn: '2015-02-01',
      gender: null,
    };
    const phones = ['+923012345678'];
    const again = async (silent: string[]) =>
      students([ali!, umar!], { students: [{ ...there, phones, silent }] });
    const talking = await again([]);
    expect(talking.map(({ verdict }) => verdict)).toEqual(['READY', 'READY']);
    expect(codes(talking[0])).toContain('wishThere');
    expect(talking.map(({ parsed }) => parsed?.silence)).toEqual([null, null]);
    const silent = await again(phones);
    expect(silent.map(({ verdict }) => verdict)).toEqual(['READY', 'REVIEW']);
    expect(codes(silent[1])).toContain('siblingSilent');
    expect(answers(silent)).toEqual(['SEND', 'OPEN']);
    expect(answers(silent, { 3: { silence: 'SEND' } })).toEqual(['SEND', 'SEND']);
    // Saved by a first run of this very file, his answer is the family's.
    expect(answers(silent, { 2: { silence: 'SILENT' } })).toEqual(['SEND', 'SILENT']);
    const guardians = [{ id: 'g1', name: 'Hasan', nativeName: null, phones, stopped: true }];
    const [stopped] = await students([ali!], { guardians });
    expect(stopped).toMatchObject({ verdict: 'READY', parsed: { silence: null } });
    expect(codes(stopped)).toContain('silentAlready');
  });
});
