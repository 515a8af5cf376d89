import { type AuditAction, auditActions } from '@/lib/core/audit-actions';
import type { AuditGroup, Changed } from './schema';

/** In which group of the filter a room's lines stand; a room that is not named is the house's. */
const groupOfRoom: Record<string, AuditGroup> = {
  student: 'children',
  guardian: 'children',
  attendance: 'children',
  lessons: 'children',
  mistakes: 'children',
  reading: 'children',
  care: 'children',
  staff: 'people',
  membership: 'people',
  invitation: 'people',
  session: 'signIn',
  factors: 'signIn',
  account: 'signIn',
  password: 'signIn',
  slips: 'signIn',
  imports: 'data',
  audit: 'data',
  vault: 'data',
  support: 'support',
};

export const groupOf = (action: string): AuditGroup => groupOfRoom[action.split('.')[0]!] ?? 'house';

export const actionsOf = (group: AuditGroup): AuditAction[] =>
  auditActions.filter((action) => groupOf(action) === group);

/** What a changed value is, and so how it is told. */
export const changeFields = {
  name: 'text',
  nativeName: 'text',
  rollNo: 'text',
  bornOn: 'day',
  joinedOn: 'day',
  gender: 'gender',
  mushaf: 'mushaf',
  direction: 'direction',
  startJuz: 'number',
  programme: 'programme',
  session: 'session',
  sessions: 'sessions',
  sessionKinds: 'sessionKinds',
  capacity: 'number',
  halqaId: 'place',
  halqas: 'places',
  campusId: 'place',
  staffId: 'place',
  qualification: 'text',
  address: 'text',
  language: 'language',
  phones: 'texts',
  emails: 'texts',
  relation: 'relation',
  isPrimary: 'yes',
  receivesMessages: 'yes',
  optedOut: 'yes',
  status: 'attendance',
  absenceReason: 'absence',
  note: 'text',
  remark: 'text',
  readingPlace: 'text',
  mistakePlace: 'text',
  portions: 'portions',
  grade: 'grade',
  atak: 'number',
  lahnJali: 'number',
  lahnKhafi: 'number',
  tajweed: 'number',
  listener: 'listener',
  role: 'role',
  state: 'state',
  dailyLimit: 'number',
} as const;
export type ChangeField = keyof typeof changeFields;

export const isChangeField = (field: string): field is ChangeField => Object.hasOwn(changeFields, field);

/** The pairs `[was, is]` of an entry, in the order of {@link changeFields}; everything else in it is a fact. */
export function changesOf(detail: Record<string, unknown>): Changed[] {
  return (Object.keys(changeFields) as ChangeField[]).flatMap((field) => {
    const pair = detail[field];
    return Array.isArray(pair) && pair.length === 2 ? [{ field, was: pair[0], is: pair[1] }] : [];
  });
}

/** The ids that stand among the changes, whose names are needed. */
export function placeIdsOf(changes: readonly Changed[]): string[] {
  return changes
    .filter(({ field }) => isChangeField(field) && /^places?$/.test(changeFields[field]))
    .flatMap(({ was, is }) => [was, is].flat())
    .filter((id): id is string => typeof id === 'string');
}
