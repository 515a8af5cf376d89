import { describe, expect, it } from 'vitest';
import { checkAsatidha, type StaffContext } from '@/lib/imports/asatidha/rules';
import { checkHalqas } from '@/lib/imports/halqas/rules';
import { bilal, codes, house, refusals, sheet, students } from '../support/imports-sheet';

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
        left: false,
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

  it('halqas: of two whose names differ by the word halqa, the one that is named in full', async () => {
    const umar = { ...bilal, nativeName: null };
    const halqas = [
      { ...umar, id: 'h1', name: 'Halqa Umar' },
      { ...umar, id: 'h2', name: 'Umar' },
    ];
    for (const order of [halqas, halqas.toReversed()]) {
      const rows = await students(
        ['A-1|Ali|Hasan||03012345678|||Halqa Umar|Hifz|', 'A-2|Bakr|Hasan||03012345678|||UMAR|Hifz|'],
        { halqas: order },
      );
      expect(rows.map(({ parsed }) => parsed?.halqaId)).toEqual(['h1', 'h2']);
    }
  });
});
