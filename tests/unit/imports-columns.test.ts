import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import ar from '@/lib/core/i18n/messages/ar/imports.json';
import messages from '@/lib/core/i18n/messages/en/imports.json';
import ur from '@/lib/core/i18n/messages/ur/imports.json';
import {
  fieldFor,
  guessKind,
  missingFields,
  pick,
  recogniseColumns,
  remap,
  templateHeader,
} from '@/lib/imports/columns/rules';
import { fieldNames } from '@/lib/imports/columns/schema';
import { nearest } from '@/lib/imports/rules';
import { IMPORT_KINDS } from '@/lib/imports/schema';

describe('columns', () => {
  it('are recognised in English and Urdu, whatever the spelling', () => {
    const header = [
      'رول نمبر',
      'نام',
      'والد کا نام',
      'تاریخ پیدائش',
      'سرپرست کا واٹس ایپ',
      'حلقہ',
      'شعبہ',
      'کیفیت',
    ];
    expect(guessKind(header)).toBe('STUDENTS');
    expect(recogniseColumns('STUDENTS', header)).toEqual({
      mapping: ['rollNo', 'nativeName', 'father', 'bornOn', 'guardianPhone', 'halqa', 'programme', 'remarks'],
      unknown: [],
      repeated: [],
      missing: [],
    });
    expect(fieldFor('STUDENTS', '  FATHER’S   NAME * ')).toBe('father');
    expect(fieldFor('STUDENTS', 'Fee (Rs.)')).toBe('fee');
    expect(fieldFor('STUDENTS', 'Shoe size')).toBeNull();
  });

  it('are named when unknown, repeated or missing', () => {
    const report = recogniseColumns('STUDENTS', ['Student Name', 'Shoe size', 'DOB', 'Date of Birth']);
    expect(report.unknown).toEqual([{ index: 1, header: 'Shoe size' }]);
    expect(report.repeated).toEqual([{ index: 3, header: 'Date of Birth', field: 'bornOn' }]);
    expect(report.missing).toEqual(['guardianPhone']);
    expect(missingFields('STUDENTS', ['nativeName', 'guardianPhone'])).toEqual([]);
    expect(missingFields('HALQAS', ['name'])).toEqual(['programme']);
  });

  it('are corrected one at a time, a field never filled twice', () => {
    const { mapping } = recogniseColumns('STUDENTS', ['Name', 'DOB', 'Date of Birth']);
    expect(remap(mapping, 2, 'bornOn')).toEqual(['name', null, 'bornOn']);
    expect(remap(mapping, 0, null)).toEqual([null, 'bornOn', null]);
    expect(pick(['name', null, 'bornOn'], ['Ali', 'x'])).toEqual({ name: 'Ali', bornOn: '' });
  });

  it('tell the kinds of file apart, or leave it open', () => {
    expect(guessKind(['Shoe size', 'Colour'])).toBeNull();
    expect(guessKind(['Name', 'Phone', 'Qualification', 'Joined', 'Halqa'])).toBe('ASATIDHA');
  });

  it('suggest a known word for a slip, and nothing for a stranger', () => {
    expect(nearest('maryan', ['maryam', 'bilal'])).toBe('maryam');
    expect(nearest('nowhere', ['maryam', 'bilal'])).toBeNull();
  });
});

describe('a blank file', () => {
  for (const [language, catalogue] of Object.entries({ en: messages, ur, ar })) {
    it.each(IMPORT_KINDS)(`of %s in ${language} is recognised whole when it comes back`, (kind) => {
      const words: Record<string, string> = catalogue.fields;
      const header = templateHeader(kind, (field) => words[field]!);
      expect(guessKind(header)).toBe(kind);
      expect(recogniseColumns(kind, header).mapping).toEqual(fieldNames(kind));
    });
  }
});

function sources(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('mutations.ts'))
    .map((name) => readFileSync(path.join(dir, name), 'utf8'));
}

describe('the catalogue', () => {
  it('has a sentence for every code a rule can give, and a word for every field', () => {
    const issues: Record<string, unknown> = messages.issues;
    const code = /\b(?:note|warning|refusal)\(\s*'(\w+)'|look\(\w+, text, '(\w+)'|code: '(\w+)'/g;
    const root = path.join(import.meta.dirname, '../..');
    const found = [...sources(path.join(root, 'lib/imports')).join('\n').matchAll(code)].map(
      ([, a, b, c]) => a ?? b ?? c,
    );
    expect(found.length).toBeGreaterThan(60);
    expect(found.filter((name) => !(name! in issues))).toEqual([]);
    for (const name of [
      'phoneTooShort',
      'phoneTooLong',
      'phoneNotANumber',
      'programmeUnknown',
      'genderUnknown',
      'rowRepeated',
      'rollTaken',
    ]) {
      expect(issues).toHaveProperty(name);
    }
    const fields: Record<string, string> = messages.fields;
    expect(IMPORT_KINDS.flatMap(fieldNames).filter((field) => !fields[field])).toEqual([]);
  });
});
