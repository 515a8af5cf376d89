import { describe, expect, test } from 'vitest';
import { faultsOf } from '@/lib/core/zod-faults';
import { DEFAULT_GRADING, gradeWord, proposeGrade } from '@/lib/lessons/grading/rules';
import { gradingSettings, readGrading } from '@/lib/lessons/grading/schema';

const sent = () =>
  structuredClone({ weights: DEFAULT_GRADING.weights, ceilings: DEFAULT_GRADING.ceilings }) as never as {
    weights: Record<string, unknown>;
    ceilings: Record<string, Record<string, unknown>>;
    words?: Record<string, Record<string, string>>;
  };
const faults = (value: unknown) => {
  const read = gradingSettings.safeParse(value);
  return read.success ? {} : faultsOf(read.error);
};

describe('grading as an institution sets it', () => {
  test('figures are read as people type them', () => {
    const form = sent();
    form.weights = { atak: '۰٫۵', lahnJali: '2', lahnKhafi: '0', tajweed: '1,25' };
    expect(gradingSettings.parse(form).weights).toEqual({
      atak: 0.5,
      lahnJali: 2,
      lahnKhafi: 0,
      tajweed: 1.25,
    });
  });

  test('what cannot be is said at its field', () => {
    const form = sent();
    form.weights.atak = 'half';
    form.weights.tajweed = '11';
    form.ceilings.SABQI = { EXCELLENT: '3', GOOD: '2', WEAK: '9' };
    expect(faults(form)).toEqual({
      'weights.atak': [{ code: 'notAFigure' }],
      'weights.tajweed': [{ code: 'weightRange' }],
      'ceilings.SABQI.GOOD': [{ code: 'ceilingOrder' }],
    });
    const weightless = sent();
    for (const kind of Object.keys(weightless.weights)) weightless.weights[kind] = '0';
    expect(faults(weightless)).toEqual({ 'weights.lahnJali': [{ code: 'weightNone' }] });
    expect(faults({ ...sent(), weights: { ...sent().weights, atak: undefined } })).toEqual({
      'weights.atak': [{ code: 'required' }],
    });
  });

  test('what is kept is read leniently: a bad part falls back alone', () => {
    expect(readGrading(null)).toEqual({ ...DEFAULT_GRADING, words: {} });
    expect(readGrading('nonsense')).toEqual({ ...DEFAULT_GRADING, words: {} });
    const heavy = { atak: 1, lahnJali: 3, lahnKhafi: 1, tajweed: 1 };
    expect(readGrading({ weights: heavy, ceilings: { SABAQ: {} } })).toEqual({
      weights: heavy,
      ceilings: DEFAULT_GRADING.ceilings,
      words: {},
    });
  });

  test('the proposal follows the weights of the house', () => {
    const strict = readGrading({ weights: { atak: 3, lahnJali: 5, lahnKhafi: 1, tajweed: 1 } });
    const one = { atak: 1, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
    expect(proposeGrade(one, 'SABAQ')).toBe('EXCELLENT');
    expect(proposeGrade(one, 'SABAQ', strict)).toBe('WEAK');
  });

  test('a word of the house stands where it has one, in its script', () => {
    const { words } = readGrading({
      words: { GOOD: { name: 'Jayyid', nativeName: 'جید' }, WEAK: { name: 'Daif' } },
    });
    expect(gradeWord(words, 'GOOD', 'en')).toBe('Jayyid');
    expect(gradeWord(words, 'GOOD', 'ur')).toBe('جید');
    expect(gradeWord(words, 'WEAK', 'ar')).toBeUndefined();
    expect(gradeWord(words, 'EXCELLENT', 'en')).toBeUndefined();
  });
});
