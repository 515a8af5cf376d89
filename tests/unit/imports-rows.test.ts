import { describe, expect, it } from 'vitest';
import { readSheet } from '@/lib/adapters/sheet/read';
import { checkAsatidha, type StaffContext } from '@/lib/imports/asatidha/rules';
import { recogniseColumns } from '@/lib/imports/columns/rules';
import { checkDiary, type DiaryContext } from '@/lib/imports/diary/rules';
import type { ExistingHalqa } from '@/lib/imports/existing/schema';
import { checkHalqas } from '@/lib/imports/halqas/rules';
import { mayUndo, undoableUntil } from '@/lib/imports/rules';
import type { CheckedRow, Decision, ImportKind, SilenceChoice } from '@/lib/imports/schema';
import { settleGuardians } from '@/lib/imports/students/guardians';
import { checkStudents, type StudentContext, type StudentRecord } from '@/lib/imports/students/rules';
import { answersOf, inOne, type SilenceAnswer } from '@/lib/imports/students/silence';

const bilal: ExistingHalqa = {
  id: 'h1',
  name: 'Halqa Bilal',
  nativeName: 'حلقہ بلال',
  programme: 'HIFZ',
  sessions: ['FAJR'],
  campusId: 'c1',
};
const house: StudentContext = {
  today: '2026-11-21',
  country: 'PK',
  halqas: [bilal],
  students: [],
  guardians: [],
};

async function sheet(kind: ImportKind, lines: string[]) {
  const result = await readSheet({ text: lines.join('\n') });
  if (!result.ok) throw new Error(result.fault.code);
  const { header, rows } = result.table;
  return { rows, columns: { header, mapping: recogniseColumns(kind, header).mapping } };
}
const HEAD = 'Roll No|Student Name|Father|DOB|Guardian WhatsApp|Mother|Mother Phone|Halqa|Programme|Remarks';
async function students(lines: string[], context: Partial<StudentContext> = {}) {
  const { rows, columns } = await sheet('STUDENTS', [HEAD, ...lines]);
  return checkStudents(rows, columns, { ...house, ...context });
}
const codes = (row: CheckedRow<unknown> | undefined) => row?.issues.map(({ code }) => code) ?? [];
const refusals = (row: CheckedRow<unknown> | undefined) =>
  row?.issues.filter(({ severity }) => severity === 'refusal').map(({ code }) => code) ?? [];

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

describe('matching with what is there', () => {
  const ali = {
    id: 's1',
    rollNo: 'A-1',
    name: 'Ali Khan',
    nativeName: 'علی خان',
    bornOn: null,
    gender: null,
    phones: ['+923012345678'],
    silent: [],
  };

  it('roll number and folded name: the same child, in either script', async () => {
    for (const name of ['ALI KHAN', 'علي خان']) {
      const [row] = await students([`a-1|${name}|Hasan||03012345678|||Bilal|Hifz|`], { students: [ali] });
      expect(row?.match).toEqual({ kind: 'SAME', id: 's1', name: 'Ali Khan', fills: false });
    }
  });

  it('name and guardian’s phone: a person decides among three answers', async () => {
    const [row] = await students(['B-7|Ali Khan|Hasan||03012345678|||Bilal|Hifz|'], { students: [ali] });
    expect(row).toMatchObject({
      verdict: 'REVIEW',
      match: {
        kind: 'REVIEW',
        choices: ['SAME', 'NEW', 'SKIP'],
        candidates: [{ id: 's1', reason: 'namePhone' }],
      },
    });
  });

  it('says whether saving the same child again would fill anything', async () => {
    const row = 'A-1|Ali Khan|Hasan|01/02/2015|03012345678|||Bilal|Hifz|';
    const fills = async (bornOn: string | null) =>
      (await students([row], { students: [{ ...ali, bornOn }] }))[0]?.match;
    expect(await fills(null)).toMatchObject({ kind: 'SAME', fills: true });
    expect(await fills('2015-02-01')).toMatchObject({ kind: 'SAME', fills: false });
  });

  it('a guardian who is there keeps name and record; of another name, a person decides', async () => {
    const guardians = [
      { id: 'g1', name: 'Hasan Khan', nativeName: 'حسن خان', phones: ['+923012345678'], stopped: false },
      { id: 'g2', name: 'Umar Khan', nativeName: null, phones: ['+923012345678'], stopped: false },
    ];
    const fathers = ['HASAN KHAN', 'حسن خان', 'umar khan', 'Zubair'];
    const rows = await students(
      fathers.map((father, i) => `B-${i}|Bakr ${'xyzw'[i]}|${father}||03012345678|||Bilal|Hifz|`),
      { guardians },
    );
    expect(rows.map(({ parsed }) => parsed?.guardians[0]?.id)).toEqual(['g1', 'g1', 'g2', null]);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['READY', 'READY', 'READY', 'REVIEW']);
    expect(codes(rows[0])).toContain('guardianKnown');
    expect(rows[3]?.match).toMatchObject({ about: 'guardian', candidates: [{ id: 'g1' }] });
  });

  it('of a child that is there, no guardian is asked about', async () => {
    const phones = ['+923012345678'];
    const guardians = [{ id: 'g1', name: 'Hasan Khan', nativeName: null, phones, stopped: false }];
    const [row] = await students(['A-1|Ali Khan|Zubair||03012345678|||Bilal|Hifz|'], {
      students: [ali],
      guardians,
    });
    expect(row?.match).toMatchObject({ kind: 'SAME' });
    expect(codes(row)).not.toContain('guardianOtherName');
  });

  it('asatidha: name with number is the same person, one of them alone a question', async () => {
    const staff = [
      {
        id: 't1',
        name: 'Qari Anas',
        nativeName: null,
        phones: ['+923012345678'],
        emails: [],
        halqaIds: ['h1'],
      },
    ];
    const context: StaffContext = { today: house.today, country: 'PK', halqas: [bilal], staff };
    const { rows, columns } = await sheet('ASATIDHA', [
      'Name|Phone|Email|Halqa',
      'QARI ANAS|0301-2345678||Bilal',
      'Qari Anas|03019999999||Nowhere',
      'Qari Umar||not an address|',
    ]);
    const [same, other, third] = checkAsatidha(rows, columns, context);
    expect(same?.match).toMatchObject({ kind: 'SAME', id: 't1', fills: false });
    expect(other).toMatchObject({ verdict: 'REVIEW', match: { candidates: [{ reason: 'name' }] } });
    expect(codes(other)).toContain('halqaUnknown');
    expect(codes(third)).toEqual(expect.arrayContaining(['emailUnclear', 'staffUnreachable']));
  });

  it('halqas: known without the word halqa, twice in a file refused', async () => {
    const { rows, columns } = await sheet('HALQAS', [
      'Halqa|Campus|Programme|Session|Capacity',
      'BILAL|Gulberg|Hifz|Fajr|25',
      'Halqa Umar|Gulberg|حفظ||many',
      'umar||Hifz|Fajr|20',
      '|Gulberg|Karate|Fajr|20',
    ]);
    const checked = checkHalqas(rows, columns, { campuses: [], halqas: [bilal], staff: [] });
    expect(checked[0]?.match).toMatchObject({ kind: 'SAME', id: 'h1' });
    expect(codes(checked[1])).toEqual(
      expect.arrayContaining(['sessionMissing', 'countUnclear', 'campusNew']),
    );
    expect(checked.map(refusals)).toEqual([[], [], ['halqaTwice'], ['nameMissing', 'programmeUnknown']]);
  });
});

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

it('is taken back as a whole only while it stands saved, and for thirty days', () => {
  const undoUntil = undoableUntil(new Date('2026-03-01T10:00:00Z'));
  const [within, after] = [new Date('2026-03-31T09:59:59Z'), new Date('2026-03-31T10:00:00Z')];
  expect(mayUndo({ state: 'DONE', undoUntil }, within)).toBe(true);
  expect(mayUndo({ state: 'DONE', undoUntil }, after)).toBe(false);
  expect(mayUndo({ state: 'UNDONE', undoUntil }, within)).toBe(false);
  expect(mayUndo({ state: 'DONE', undoUntil: null }, within)).toBe(false);
});
