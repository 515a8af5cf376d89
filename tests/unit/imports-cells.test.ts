import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOrderOf, parseDate } from '@/lib/imports/cells/dates';
import { parseFee } from '@/lib/imports/cells/money';
import { parsePhones } from '@/lib/imports/cells/phones';
import { parsePortion, parseStart } from '@/lib/imports/cells/place';
import { readAbsenceReason, readRemarks } from '@/lib/imports/cells/remarks';
import { parseEmail, parseName, parseNote, parseRollNo } from '@/lib/imports/cells/text';
import {
  halqaKey,
  meaningOfL,
  parseGender,
  parseGrade,
  parseMark,
  parseProgramme,
  parseSession,
  parseSessions,
} from '@/lib/imports/cells/words';
import type { Cell } from '@/lib/imports/schema';

const today = '2026-11-21';
const date = (text: string, order: 'dayFirst' | 'monthFirst' = 'dayFirst') =>
  parseDate(text, { order, today });
const code = (cell: Cell<unknown>) => cell.issues[0]?.code ?? null;

describe('dates', () => {
  it('are read in every shape of a register', () => {
    const shapes: [string, string][] = [
      ['2017-09-05', '2017-09-05'],
      ['2017/9/5', '2017-09-05'],
      ['2017-09-05T00:00:00.000Z', '2017-09-05'],
      ['05/09/2017', '2017-09-05'],
      ['5.9.17', '2017-09-05'],
      ['05-Sep-17', '2017-09-05'],
      ['5 September 2017', '2017-09-05'],
      ['Sept 5, 2017', '2017-09-05'],
      ['۵ ستمبر ۲۰۱۷', '2017-09-05'],
      ['٥ سبتمبر ٢٠١٧', '2017-09-05'],
      ['۰۵/۰۹/۲۰۱۷', '2017-09-05'],
      ['29/02/2016', '2016-02-29'],
    ];
    for (const [text, iso] of shapes) expect(date(text), text).toEqual({ value: iso, issues: [] });
    expect(date('42983')).toMatchObject({ value: '2017-09-05', issues: [{ code: 'dateFromSerial' }] });
    expect(date(' ')).toEqual({ value: null, issues: [] });
  });

  it('that do not exist are named with the likely repair', () => {
    expect(date('31/02/2015').issues).toEqual([
      { code: 'dateNoSuchDay', severity: 'refusal', params: { value: '31/02/2015', repair: '28/02/2015' } },
    ]);
    expect(date('31-Feb-16').issues[0]?.params.repair).toBe('29/02/2016');
    expect(date('2015-02-30').issues[0]?.params.repair).toBe('2015-02-28');
    expect(date('02/28/2015').issues[0]).toMatchObject({
      code: 'dateOtherOrder',
      params: { repair: '28/02/2015' },
    });
    expect(code(date('45/13/2015'))).toBe('dateImpossible');
    for (const text of ['soon', '12', '03001234567', '2015', '1/2', '5 Smarch 2015'])
      expect(code(date(text)), text).toBe('dateUnclear');
  });

  it('of two-digit years never lie in the future', () => {
    expect(date('21-Nov-26').value).toBe('2026-11-21');
    expect(date('22-Nov-26').value).toBe('1926-11-22');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 12 }),
        (y, d, m) => {
          const { value } = date(`${d}/${m}/${String(y).padStart(2, '0')}`);
          expect(value! <= today && value! > '1926-11-21').toBe(true);
        },
      ),
    );
  });

  it('are day-first unless the file itself proves the contrary', () => {
    expect(dateOrderOf(['03/04/2015', '05/06/2015'])).toBe('dayFirst');
    expect(dateOrderOf(['03/04/2015', '12/25/2015'])).toBe('monthFirst');
    expect(dateOrderOf(['12/25/2015', '25/12/2015'])).toBe('dayFirst');
    expect(date('03/04/2015', 'monthFirst')).toMatchObject({
      value: '2015-03-04',
      issues: [{ code: 'dateReadMonthFirst', severity: 'warning' }],
    });
    expect(date('12/25/2015', 'monthFirst')).toEqual({ value: '2015-12-25', issues: [] });
  });

  it('make the round trip', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2026-11-20'), noInvalidDate: true }),
        (day) => {
          const iso = day.toISOString().slice(0, 10);
          expect(date(iso).value).toBe(iso);
          expect(date(iso.split('-').reverse().join('/')).value).toBe(iso);
        },
      ),
    );
  });
});

describe('phones', () => {
  it('of every shape become E.164', () => {
    const shapes = [
      '03012345678',
      '0301-2345678',
      '0301 2345678',
      '(0301) 2345678',
      '923012345678',
      '+92 301 2345678',
      '00923012345678',
      '3012345678',
      '۰۳۰۱۲۳۴۵۶۷۸',
      '0301.234.5678',
      '\u200e+92 301 2345678',
    ];
    for (const text of shapes)
      expect(parsePhones(text).value, text).toEqual({ primary: '+923012345678', others: [] });
    expect(parsePhones('+44 7911 123456').value?.primary).toBe('+447911123456');
    fc.assert(
      fc.property(
        fc.integer({ min: 3_000_000_000, max: 3_499_999_999 }),
        fc.constantFrom('0', '+92', '0092', '92', '92 0', '+92 (0)'),
        (n, prefix) => {
          expect(parsePhones(`${prefix}${n}`).value?.primary).toBe(`+92${n}`);
        },
      ),
    );
  });

  it('that stand two in a cell: the first is primary, the second kept, with a warning', () => {
    for (const apart of [' / ', '/', ', ', ';', ' or ', '\n', ' یا ']) {
      const cell = parsePhones(`0300-1234567${apart}0333 7654321`);
      expect(cell.value, apart).toEqual({ primary: '+923001234567', others: ['+923337654321'] });
      expect(cell.issues).toMatchObject([{ code: 'phoneSecondKept', severity: 'warning' }]);
    }
    expect(parsePhones('0300 / 0333 7654321').value).toBeNull();
    expect(parsePhones('0300-12345 / 0333 7654321')).toMatchObject({
      value: { primary: '+923337654321' },
      issues: [{ code: 'phoneTooShort', severity: 'warning' }],
    });
  });

  it('that cannot be dialled say why', () => {
    expect(code(parsePhones('0300-12345'))).toBe('phoneTooShort');
    expect(code(parsePhones('030012345678901'))).toBe('phoneTooLong');
    expect(code(parsePhones('3.00123E+09'))).toBe('phoneNotANumber');
    expect(code(parsePhones('ask uncle'))).toBe('phoneNotANumber');
    expect(parsePhones('')).toEqual({ value: null, issues: [] });
  });
});

describe('words', () => {
  it('of three languages mean one thing', () => {
    for (const text of ['Hifz', 'HIFZ', 'حفظ', ' hifz ']) expect(parseProgramme(text).value).toBe('HIFZ');
    for (const text of ['Nazra', 'ناظرہ', 'ناظره']) expect(parseProgramme(text).value).toBe('NAZRA');
    for (const text of ['Girdan', 'Dohrai', 'گردان', 'دہرائی', 'دور'])
      expect(parseProgramme(text).value).toBe('GIRDAAN');
    expect(parseProgramme('Noorani Qaida').value).toBe('QAIDA');
    expect(parseProgramme('Karate')).toMatchObject({
      value: null,
      issues: [{ code: 'programmeUnknown', severity: 'refusal' }],
    });
    expect(['m', 'MALE', 'لڑکا', 'طالب'].map((t) => parseGender(t).value)).toEqual([
      'MALE',
      'MALE',
      'MALE',
      'MALE',
    ]);
    expect(['F', 'girl', 'طالبہ'].map((t) => parseGender(t).value)).toEqual(['FEMALE', 'FEMALE', 'FEMALE']);
    expect(['After Zuhr', 'بعد نماز ظہر'].map((t) => parseSession(t).value)).toEqual([
      'AFTER_ZUHR',
      'AFTER_ZUHR',
    ]);
    expect(['EXCELLENT', 'ممتاز', 'دوبارہ', 'weak'].map((t) => parseGrade(t).value)).toEqual([
      'EXCELLENT',
      'EXCELLENT',
      'REPEAT',
      'WEAK',
    ]);
  });

  it('a lone L is late, unless the file writes Late in full and never Leave', () => {
    expect(meaningOfL(['P', 'L', 'Leave'])).toBe('LATE');
    expect(meaningOfL(['P', 'L', 'Late'])).toBe('LEAVE');
    expect(meaningOfL(['P', 'L'])).toBe('LATE');
    expect(['P', 'حاضر', 'غیر حاضر', 'L', 'رخصت'].map((t) => parseMark(t, 'LATE').value)).toEqual([
      'PRESENT',
      'PRESENT',
      'ABSENT',
      'LATE',
      'LEAVE',
    ]);
    expect(parseMark('✗', 'LATE').issues[0]?.code).toBe('markUnknown');
  });

  it('halqa is left off', () => {
    for (const text of ['Bilal', 'halqa bilal', 'HALQA BILAL', 'Halqa  Bilal'])
      expect(halqaKey(text)).toBe('bilal');
    expect(halqaKey('حلقہ بلال')).toBe(halqaKey('بلال'));
    expect(halqaKey('Halqa')).toBe('halqa');
  });

  it('reads fees as paisa', () => {
    const fees: [string, number | null][] = [
      ['3000', 300_000],
      ['2,500', 250_000],
      ['Rs. 3,000', 300_000],
      ['1500/-', 150_000],
      ['FREE', 0],
      ['مفت', 0],
      ['۳۰۰۰ روپے', 300_000],
      ['PKR 1,25,000.50', 12_500_050],
      ['', null],
      ['ask', null],
      ['-5', 500],
    ];
    for (const [text, paisa] of fees.slice(0, -1)) expect(parseFee(text).value, text).toBe(paisa);
    expect(code(parseFee('ask'))).toBe('feeUnclear');
  });
});

describe('several sessions in one cell', () => {
  it.each([
    ['Fajr', ['FAJR']],
    ['Fajr, after Zuhr', ['FAJR', 'AFTER_ZUHR']],
    ['after Zuhr and Fajr', ['FAJR', 'AFTER_ZUHR']],
    ['Maghrib / morning + Fajr', ['FAJR', 'MORNING', 'MAGHRIB']],
    ['فجر، ظہر کے بعد', ['FAJR', 'AFTER_ZUHR']],
    ['عشاء کے بعد اور بعد نماز عصر', ['AFTER_ASR', 'AFTER_ISHA']],
    ['الفجر وبعد الظهر', ['FAJR', 'AFTER_ZUHR']],
    ['Fajr, fajr,', ['FAJR']],
  ])('%s', (text, sessions) => {
    expect(parseSessions(text)).toEqual({ value: sessions, issues: [] });
  });

  it('one that is none refuses the cell whole and is named with it; an empty one says nothing', () => {
    expect(parseSessions('Fajr, noonish')).toMatchObject({
      value: null,
      issues: [{ severity: 'refusal', code: 'sessionsUnknown', params: { value: 'Fajr, noonish' } }],
    });
    for (const text of ['', ' ', ' , ']) expect(parseSessions(text)).toEqual({ value: null, issues: [] });
  });
});

describe('places in the Quran', () => {
  it('say where a child began and in which direction', () => {
    expect(parseStart('Juz 30').value).toEqual({ juz: 30, direction: 'BACKWARD' });
    expect(parseStart('پارہ ۱').value).toEqual({ juz: 1, direction: 'FORWARD' });
    expect(parseStart('30').value).toEqual({ juz: 30, direction: 'BACKWARD' });
    expect(parseStart('para 15')).toMatchObject({
      value: { juz: 15, direction: 'FORWARD' },
      issues: [{ code: 'startInTheMiddle' }],
    });
    expect(parseStart('Juz 31')).toMatchObject({ value: null, issues: [{ code: 'startUnclear' }] });
  });

  it('become ranges from two cells or one', () => {
    expect(parsePortion('2:1', '2:5').value).toEqual([8, 12]);
    expect(parsePortion('Juz 30', '').value).toEqual([5673, 6236]);
    expect(parsePortion('1:1', '').value).toEqual([1, 1]);
    expect(parsePortion('Juz 1', 'Juz 2').value).toEqual([1, 259]);
    expect(parsePortion('', '')).toEqual({ value: null, issues: [] });
    expect(code(parsePortion('', '2:5'))).toBe('portionWithoutStart');
    expect(code(parsePortion('2:300', '2:301'))).toBe('portion.ayahBeyondSurah');
    expect(code(parsePortion('2:9', '2:5'))).toBe('portion.reversed');
    expect(code(parsePortion('somewhere', ''))).toBe('portion.notUnderstood');
  });
});

describe('text', () => {
  it('names are tidied, shouting is calmed, hostile text stays text', () => {
    expect(parseName('  Bilal   Mas\u200eood ').value).toBe('Bilal Masood');
    expect(parseName("MUSA MAS'OOD")).toMatchObject({
      value: "Musa Mas'ood",
      issues: [{ code: 'nameWasShouted', severity: 'note' }],
    });
    expect(parseName('UMM-E-HANI BINT ALI').value).toBe('Umm-e-Hani bint Ali');
    expect(parseName('می\u200cروم').value).toBe('می\u200cروم');
    for (const text of ['=HYPERLINK("x")', '+92', '@SUM(A1)', '-2+3'])
      expect(code(parseName(`${text}a`)), text).toBe('looksLikeFormula');
    for (const text of ['<script>alert(1)</script>', "Robert'); DROP TABLE students;--", '{{7*7}} a']) {
      expect(parseName(text)).toMatchObject({
        value: text,
        issues: [{ code: 'looksLikeCode', severity: 'warning' }],
      });
    }
    expect(code(parseName('12345'))).toBe('nameWithoutLetters');
    expect(code(parseName('a'.repeat(121)))).toBe('nameTooLong');
    expect(parseRollNo(' jn-۲۰۲۳ -0001').value).toBe('JN-2023-0001');
    expect(parseEmail('Ali@Example.ORG').value).toBe('ali@example.org');
    expect(code(parseEmail('ali at example'))).toBe('emailUnclear');
    expect(parseNote('x'.repeat(2001))).toMatchObject({ issues: [{ code: 'noteCut' }] });
  });

  it('remarks are taken apart', () => {
    for (const text of [
      'do not send WhatsApp',
      'no whatsapp please',
      "don't send messages",
      'واٹس ایپ نہ بھیجیں',
    ])
      expect(readRemarks(text).optOut, text).toBe(true);
    for (const text of ['father abroad, call mother', 'contact mother', 'والدہ سے رابطہ کریں'])
      expect(readRemarks(text), text).toMatchObject({ motherFirst: true, optOut: false });
    for (const text of ['asthma inhaler in bag', 'allergic to peanuts', 'دمہ ہے'])
      expect(readRemarks(text), text).toMatchObject({ health: text, note: null });
    expect(readRemarks('sibling discount')).toMatchObject({
      note: 'sibling discount',
      health: null,
      optOut: false,
    });
    // Finding 14: a wish for silence names the messages, in one clause; an illness is no daily word of a Hifz register.
    for (const text of [
      'stop messages',
      'please do not send her any SMS',
      'Does not want WhatsApp messages',
      'no more messages',
      'Father abroad. Do not send WhatsApp',
      'پیغام مت بھیجیں',
      'واٹس ایپ میسج نہ کریں',
      'میسج نہیں چاہتے',
      'نہ بھیجیں کوئی پیغام',
      'لا ترسل رسائل',
    ])
      expect(readRemarks(text).optOut, text).toBe(true);
    for (const text of [
      'Do not send home alone',
      'اکیلا گھر نہ بھیجیں',
      'No sms phone, call father',
      'has no WhatsApp',
      'no whatsapp number',
      'does not have WhatsApp',
      'do not stop messages',
      'don’t stop messages',
      'Do not send alone, WhatsApp father first',
      'واٹس ایپ نہیں ہے',
      'واٹس ایپ نہیں ہے، فون کریں',
      'اکیلا نہ بھیجیں، والد کو پیغام دیں',
      'لا ترسل الطفل وحده',
    ])
      expect(readRemarks(text).optOut, text).toBe(false);
    for (const text of [
      'Knows Juz 30 by heart',
      'Benefits from extra tajweed',
      'fits well into the group',
      'hearing of sabaq after Asr',
      'دل کا بہت اچھا ہے',
      'دوام سے آتا ہے',
      'مربوط',
    ])
      expect(readRemarks(text), text).toMatchObject({ health: null, note: text });
    for (const text of [
      'heart patient',
      'hole in the heart',
      'has fits',
      'gets fits, call at once',
      'hard of hearing',
      'weak hearing',
      'دل کا مریض ہے',
      'دوا ساتھ ہے',
      'ربو',
    ])
      expect(readRemarks(text), text).toMatchObject({ health: text, note: null });
    expect(
      ['fever', 'out of city', 'no information', 'wedding', 'بخار', 'late'].map(readAbsenceReason),
    ).toEqual(['ILLNESS', 'TRAVEL', 'UNEXCUSED', 'FAMILY', 'ILLNESS', null]);
  });
});
