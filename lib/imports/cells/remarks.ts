import { type CellIssue, note } from '../schema';
import { parseNote } from './text';
import type { AbsenceReason } from './words';

export type Remarks = {
  /** For the office; null when the remark is kept elsewhere. */
  note: string | null;
  /** Held for the admins alone, hidden from lists and messages. */
  health: string | null;
  /** Looks like a wish for silence: a proposal, which a person decides. */
  optOut: boolean;
  motherFirst: boolean;
  issues: CellIssue[];
};

// A wish for silence names the messages, in one clause: what is said behind a comma is another matter. «No WhatsApp
// number» or «has no WhatsApp» says what a family has, not what it wants.
const OPT_OUT: readonly RegExp[] = [
  /\b(?:not|don['’]?t|never|(?<!n['’o]?t )stop|without)\b(?![^.,;:!?،؛۔\n]{0,30}?\b(?:have|has|got|own|use|stop)\b)[^.,;:!?،؛۔\n]{0,30}?\b(?:whats ?app|sms|messages?|msgs?|texts?)\b(?! (?:phone|number|set|account|mobile)\b)/iu,
  /(?<!\b(?:has|have|had|with|there is) )\bno (?:more )?\b(?:whats ?app|sms|messages?|msgs?|texts?)\b(?! (?:phone|number|set|account|mobile|on\b|installed|available))/iu,
  /(?:واٹس ?ایپ|وٹس ?ایپ|پیغام|میسج|میسیج|ایس ایم ایس)[^.,;:!?،؛۔\n]{0,30}?(?<!\p{L})(?:(?:نہ|مت)\s+(?:بھیج|کر|دیں|دینا|کیج)|نہیں\s+(?:چاہ|بھیج)|بند\s+کر)/iu,
  /(?<!\p{L})(?:نہ|مت)\s+بھیج[^.,;:!?،؛۔\n]{0,30}?(?:واٹس ?ایپ|وٹس ?ایپ|پیغام|میسج|میسیج|ایس ایم ایس)/iu,
  /لا\s+ترسل[^.,;:!?،؛۔\n]{0,30}?(?:رسائل|رسالة|واتس)/iu,
];
const MOTHER_FIRST =
  /\b(?:call|contact|phone|ring|message|ask)\b.{0,12}\b(?:mother|mom|mum|ammi|walida)|(?:والدہ|ماں|امی).{0,20}(?:فون|رابطہ|بات|کال)|(?:اتصل|تواصل).{0,8}(?:بالأم|الأم)/iu;
// «By heart», «hearing» and «benefits» are the daily words of a Hifz register, no illness.
const HEALTH =
  /asthma|allerg|inhaler|diabet|epilep|seizure|\bfits\b(?! (?:in|into|well|the|with|to)\b)|\bheart (?:disease|patient|problem|condition|trouble|defect|surgery|operation|attack)|(?:hole in|weak) (?:the |his |her )?heart|\bmedic|\btablets?\b|insulin|peanut|eyesight|hard of hearing|hearing (?:aid|loss|problem|impair)|(?:weak|poor|bad|low) hearing|disab|disease|\bsick|\billness|injur|surgery|thalass|anaemi|دمہ|الرجی|حساسیت|شوگر|مرگی|دل ک[اےی] (?:مریض|مرض|بیمار|آپریشن|دور|عارض|سوراخ|مسئل|تکلیف)|(?<!\p{L})دوا(?:ئی|ئیاں|ؤں)?(?!\p{L})|بیمار|معذور|نظر کمزور|سماعت|آپریشن|(?<!\p{L})(?:ال)?ربو(?!\p{L})|مرض/iu;
const DISCOUNT = /discount|concession|رعایت|خصم/iu;

/** What the office wrote beside a child, taken apart into what the product can keep. */
export function readRemarks(text: string): Remarks {
  const { value, issues } = parseNote(text);
  const read: Remarks = { note: value, health: null, optOut: false, motherFirst: false, issues: [...issues] };
  if (!value) return read;
  if (OPT_OUT.some((wish) => wish.test(value))) read.optOut = true;
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
