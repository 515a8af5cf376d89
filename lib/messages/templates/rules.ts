import type { MessageKind } from '@/lib/adapters/messaging/port';
import { isCorrection } from '../rules';

/** Every wording that is handed in for approval, with the names of what stands in its places, in their order. */
export const wordings = {
  DAILY_REPORT: ['child', 'day', 'parts', 'school'],
  DAILY_REPORT_CORRECTION: ['child', 'day', 'parts', 'school'],
  ABSENCE_ALERT: ['child', 'day', 'session', 'what', 'school'],
  ABSENCE_ALERT_CORRECTION: ['child', 'day', 'session', 'what', 'school'],
  TEST_RESULT: ['child', 'day', 'test', 'result', 'school'],
  WEEKLY_REPORT: ['child', 'week', 'parts', 'school'],
  WELCOME: ['child', 'school', 'portal'],
} as const satisfies Record<string, readonly string[]>;
export type Wording = keyof typeof wordings;
export const wordingNames = Object.keys(wordings) as Wording[];

/** Raised when a wording changes: an approved template is never changed under the same name. */
const EDITION = 1;

export const templateNameOf = (wording: Wording) => `hp_${wording.toLowerCase()}_v${EDITION}`;

export function wordingOfName(name: string): Wording | undefined {
  return wordingNames.find((wording) => templateNameOf(wording) === name);
}

export function wordingOf(kind: MessageKind, purpose: string): Wording | undefined {
  const corrected = `${kind}_CORRECTION`;
  const wording = isCorrection(purpose) && corrected in wordings ? corrected : kind;
  return wording in wordings ? (wording as Wording) : undefined;
}

/** `{{1}}` for the first place, as providers write them. */
export const numberedPlaces = (wording: Wording): Record<string, string> =>
  Object.fromEntries(wordings[wording].map((name, index) => [name, `{{${index + 1}}}`]));

/** What Meta refuses in a wording before anybody reads it. @returns the fault, undefined when there is none */
export function wordingFault(body: string): 'tooLong' | 'placeAtEdge' | 'placesTouch' | undefined {
  if (body.length > 1024) return 'tooLong';
  if (/^\s*\{\{|\}\}\s*$/.test(body)) return 'placeAtEdge';
  if (/\}\}\s*\{\{/.test(body)) return 'placesTouch';
  return;
}
