import { type CellIssue, note, warning } from '../schema';
import { parseNote } from './text';
import type { AbsenceReason } from './words';

export type Remarks = {
  /** For the office; null when the remark is kept elsewhere. */
  note: string | null;
  /** Held for the admins alone, hidden from lists and messages. */
  health: string | null;
  optOut: boolean;
  motherFirst: boolean;
  issues: CellIssue[];
};

const OPT_OUT =
  /\b(?:do ?n[o']?t|don't|no|stop|without)\b.{0,12}\b(?:send|whats ?app|messages?|sms)|(?:واٹس ?ایپ|پیغام|میسج).{0,15}(?:نہ|مت)|(?:نہ|مت).{0,12}بھیج|لا ترسل/iu;
const MOTHER_FIRST =
  /\b(?:call|contact|phone|ring|message|ask)\b.{0,12}\b(?:mother|mom|mum|ammi|walida)|(?:والدہ|ماں|امی).{0,20}(?:فون|رابطہ|بات|کال)|(?:اتصل|تواصل).{0,8}(?:بالأم|الأم)/iu;
const HEALTH =
  /asthma|allerg|inhaler|diabet|epilep|seizure|fits\b|heart|medic|tablet|insulin|peanut|eyesight|hearing|disab|disease|sick|illness|injur|surgery|thalass|anaemi|دمہ|الرجی|حساسیت|شوگر|مرگی|دل کا|دل کی بیماری|دوا|بیمار|معذور|نظر کمزور|سماعت|آپریشن|ربو|مرض/iu;
const DISCOUNT = /discount|concession|رعایت|خصم/iu;

/** What the office wrote beside a child, taken apart into what the product can keep. */
export function readRemarks(text: string): Remarks {
  const { value, issues } = parseNote(text);
  const read: Remarks = { note: value, health: null, optOut: false, motherFirst: false, issues: [...issues] };
  if (!value) return read;
  if (OPT_OUT.test(value)) {
    read.optOut = true;
    read.issues.push(warning('remarkOptOut'));
  }
  if (MOTHER_FIRST.test(value)) read.motherFirst = true;
  if (HEALTH.test(value)) {
    read.health = value;
    read.note = null;
    read.issues.push(note('remarkHealth'));
  }
  if (DISCOUNT.test(value)) read.issues.push(note('remarkDiscount'));
  return read;
}

const REASONS: readonly (readonly [AbsenceReason, RegExp])[] = [
  ['ILLNESS', /fever|ill\b|sick|flu\b|cough|hospital|doctor|pain|unwell|بخار|بیمار|طبیعت|ہسپتال|مريض/iu],
  ['TRAVEL', /travel|out of (?:city|town|station)|village|journey|سفر|شہر سے باہر|گاؤں|مسافر/iu],
  ['FAMILY', /wedding|marriage|funeral|family|guest|death|شادی|جنازہ|فوتگی|گھریلو|مہمان|زواج/iu],
  ['HOLIDAY', /holiday|eid\b|vacation|چھٹیاں|تعطیل|عید|عطلة/iu],
  ['UNEXCUSED', /no info|not informed|without (?:notice|leave)|unexcused|بلا اطلاع|اطلاع نہیں|بدون إذن/iu],
];

/** Why a child was away, as far as the remark says. */
export function readAbsenceReason(text: string): AbsenceReason | null {
  return REASONS.find(([, words]) => words.test(text))?.[0] ?? null;
}
