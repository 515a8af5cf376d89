import type { DaySession } from '@/lib/attendance/rules';
import { normaliseName } from '@/lib/core/name';
import { inDayOrder } from '@/lib/halqas/rules';
import { type Cell, refusal, warning } from '../schema';

export type Programme = 'HIFZ' | 'NAZRA' | 'QAIDA' | 'GIRDAAN';
export type Gender = 'MALE' | 'FEMALE';
export type Grade = 'EXCELLENT' | 'GOOD' | 'WEAK' | 'REPEAT';
export type Mark = 'PRESENT' | 'LATE' | 'ABSENT' | 'LEAVE';
export type AbsenceReason = 'ILLNESS' | 'TRAVEL' | 'FAMILY' | 'HOLIDAY' | 'UNEXCUSED';

function dictionary<T extends string>(words: Readonly<Record<T, string>>): Map<string, T> {
  const entries = Object.entries(words) as [T, string][];
  return new Map(
    entries.flatMap(([value, list]) => list.split('|').map((w) => [normaliseName(w), value] as const)),
  );
}

const PROGRAMMES = dictionary<Programme>({
  HIFZ: 'hifz|hifdh|hifz ul quran|hifz class|memorisation|memorization|tahfeez|tahfiz|حفظ|حفظ القرآن|شعبہ حفظ|تحفیظ',
  NAZRA: 'nazra|nazira|nazirah|naazra|nazra quran|reading|ناظرہ|ناظره|شعبہ ناظرہ',
  QAIDA: 'qaida|qaidah|noorani qaida|norani qaida|noorani|qaida class|قاعدہ|نورانی قاعدہ|القاعدة|شعبہ قاعدہ',
  GIRDAAN: 'girdaan|girdan|gardan|gardaan|dohrai|dohraai|dour|daur|revision|گردان|دہرائی|دور|مراجعة',
});
const SESSIONS = dictionary<DaySession>({
  FAJR: 'fajr|after fajr|subh|فجر|بعد فجر|فجر کے بعد|بعد نماز فجر|نماز فجر کے بعد|الفجر|بعد الفجر',
  MORNING: 'morning|subah|din|day|8 am|صبح|الصباح|صباح',
  AFTER_ZUHR:
    'zuhr|after zuhr|zohar|after zohar|dhuhr|after dhuhr|noon|ظہر|بعد ظہر|ظہر کے بعد|بعد نماز ظہر|نماز ظہر کے بعد|بعد الظهر|الظهر',
  AFTER_ASR: 'asr|after asr|afternoon|عصر|بعد عصر|عصر کے بعد|بعد نماز عصر|نماز عصر کے بعد|بعد العصر|العصر',
  MAGHRIB:
    'maghrib|after maghrib|evening|مغرب|بعد مغرب|مغرب کے بعد|بعد نماز مغرب|نماز مغرب کے بعد|المغرب|بعد المغرب',
  AFTER_ISHA:
    'isha|after isha|night|esha|عشاء|عشا|بعد عشاء|عشاء کے بعد|بعد نماز عشاء|نماز عشاء کے بعد|بعد العشاء|العشاء',
});
const GENDERS = dictionary<Gender>({
  MALE: 'm|male|boy|b|man|مرد|لڑکا|طالب|طالب علم|مذکر|ذکر|بنین|ولد',
  FEMALE: 'f|female|girl|g|woman|عورت|لڑکی|طالبہ|مؤنث|انثی|أنثى|بنات|بنت|خاتون',
});
const GRADES = dictionary<Grade>({
  EXCELLENT: 'excellent|ex|very good|mumtaz|mumtaaz|ممتاز|بہترین|بہت اچھا|جید جداً|عمدہ',
  GOOD: 'good|g|ok|fair|jayyid|accha|acha|جید|اچھا|صحیح|ٹھیک|جيد',
  WEAK: 'weak|w|poor|kamzor|کمزور|ضعيف|ضعیف|مناسب',
  REPEAT: 'repeat|r|again|fail|not accepted|dobara|دوبارہ|نا مکمل|ناکام|إعادة|اعادہ|راسب',
});
const MARKS = dictionary<Mark>({
  PRESENT: 'p|present|pr|yes|1|حاضر|ح|موجود',
  LATE: 'late|lt|تاخیر|دیر|دیر سے|لیٹ|متأخر',
  ABSENT: 'a|absent|ab|no|0|غیر حاضر|غیرحاضر|غ|غائب',
  LEAVE: 'leave|lv|on leave|رخصت|چھٹی|ر|إجازة|مستأذن',
});
const HEADS = /^(halqa|halaqa|halqah|حلقہ|حلقہ|circle|group|class) /;

function look<T>(words: Map<string, T>, text: string, code: string): Cell<T> {
  const value = text.trim();
  if (value === '') return { value: null, issues: [] };
  const found = words.get(normaliseName(value));
  return found ? { value: found, issues: [] } : { value: null, issues: [refusal(code, { value })] };
}

export const parseProgramme = (text: string): Cell<Programme> => look(PROGRAMMES, text, 'programmeUnknown');
export const parseSession = (text: string): Cell<DaySession> => look(SESSIONS, text, 'sessionUnknown');
const BETWEEN = /[,،;؛/|+&\n]|\s(?:and|aur|اور)\s|\sو\s?/iu;

/** Several sessions in one cell, «Fajr, after Zuhr»: each once, in the order of the day. One that is none refuses all. */
export function parseSessions(text: string): Cell<DaySession[]> {
  const read = text.split(BETWEEN).flatMap((part) => (part.trim() ? parseSession(part).value : []));
  if (read.some((value) => value === null))
    return { value: null, issues: [refusal('sessionsUnknown', { value: text.trim() })] };
  const found = inDayOrder(read.flatMap((value) => value ?? []));
  return { value: found.length > 0 ? found : null, issues: [] };
}
export const parseGender = (text: string): Cell<Gender> => look(GENDERS, text, 'genderUnknown');
export const parseGrade = (text: string): Cell<Grade> => look(GRADES, text, 'gradeUnknown');

/**
 * What a lone `L` means in this file. Late, unless the file writes «Late» in full and never «Leave».
 */
export function meaningOfL(marks: readonly string[]): Mark {
  const found = new Set(marks.map((mark) => MARKS.get(normaliseName(mark))));
  return found.has('LATE') && !found.has('LEAVE') ? 'LEAVE' : 'LATE';
}

export function parseMark(text: string, lone: Mark): Cell<Mark> {
  if (normaliseName(text) === 'l') return { value: lone, issues: [] };
  return look(MARKS, text, 'markUnknown');
}

/** The form in which a halqa is looked up: folded, without the word halqa before it. */
export function halqaKey(text: string): string {
  const folded = normaliseName(text);
  return folded.replace(HEADS, '') || folded;
}

/** A whole number from 0 to `max`; anything else is named. */
export function parseCount(text: string, max: number): Cell<number> {
  const value = text.trim();
  if (value === '') return { value: null, issues: [] };
  const digits = normaliseName(value);
  const count = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
  if (Number.isNaN(count)) return { value: null, issues: [warning('countUnclear', { value })] };
  return count <= max
    ? { value: count, issues: [] }
    : { value: null, issues: [warning('countTooHigh', { value, max })] };
}
