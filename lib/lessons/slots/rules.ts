import type { LessonEntry, RecordLessons } from '../schema';

type Session = Pick<RecordLessons, 'studentId' | 'halqaId' | 'date' | 'session' | 'said'>;

/** One lesson per child, day, session and kind. */
export type Slot = Session & LessonEntry;
/** A slot that is to be empty: what was heard there was heard by mistake. */
export type Unheard = Session & Pick<LessonEntry, 'kind'>;

/** What stood or stands in a slot, as the trail compares it. */
export interface Heard {
  readonly portions: readonly number[];
  readonly grade: string;
  readonly atak: number;
  readonly lahnJali: number;
  readonly lahnKhafi: number;
  readonly tajweed: number;
  readonly remark?: string | null | undefined;
  readonly listener: string;
  readonly heardBy?: string | null | undefined;
  readonly insisted?: readonly string[] | undefined;
}

/** A slot that is new, different or empty now, with what stood there before. */
export type Written = Pick<Slot, 'studentId' | 'date' | 'session' | 'kind'> & { readonly was: Heard | null };

/** Of several words on one slot in a batch the last is what was meant. */
export function slotsOf(inputs: readonly RecordLessons[]): { slots: Slot[]; unheard: Unheard[] } {
  const slots = new Map<string, Slot>();
  const unheard = new Map<string, Unheard>();
  for (const { studentId, halqaId, date, session, said, entries, unheard: out = [] } of inputs) {
    const about = { studentId, halqaId, date, session, said };
    for (const entry of entries) {
      const key = [studentId, date, session, entry.kind].join();
      slots.set(key, { ...about, ...entry });
      unheard.delete(key);
    }
    for (const kind of out) {
      const key = [studentId, date, session, kind].join();
      unheard.set(key, { ...about, kind });
      slots.delete(key);
    }
  }
  return { slots: [...slots.values()], unheard: [...unheard.values()] };
}
