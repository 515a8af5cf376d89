import { describe, expect, test } from 'vitest';
import { takeAttendance } from '@/lib/attendance/schema';
import { recordLessons } from '@/lib/lessons/schema';
import {
  addKind,
  addMistake,
  asideOf,
  attendanceInput,
  hearClean,
  hearOne,
  type Kid,
  keep,
  lessonsInput,
  mark,
  NO_MISTAKES,
  outElsewhere,
  skip,
  stateOf,
  tallyOf,
  unhear,
} from '@/lib/lessons/sweep/rules';
import { canRestore, isKnown, takenBack } from '@/lib/lessons/sweep/undo/rules';

let serial = 0;
const newId = () => `01980000-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
const session = { halqaId: newId(), date: '2026-11-19', session: 'MORNING' };
const kid = (change: Partial<Kid> = {}): Kid => ({
  id: newId(),
  name: 'Anas Khan',
  lang: 'en',
  plans: [
    { kind: 'SABAQ', portions: [684, 689], label: '5:15–20', detail: '' },
    { kind: 'SABQI', portions: [670, 683], label: '5:1–14', detail: '' },
    { kind: 'MANZIL', portions: [], label: '', detail: '' },
  ],
  ...change,
});

describe('the sweep of a halqa', () => {
  test('what was heard by mistake is said to be unheard until the server knows, and can be heard again', () => {
    const heard = keep(hearClean(kid(), newId));
    const after = unhear(heard, 'SABAQ');
    expect(stateOf(after)).toBe('clean');
    const input = lessonsInput(after, session);
    expect(input.unheard).toEqual(['SABAQ']);
    expect(input.entries.map(({ kind }) => kind)).toEqual(['SABQI']);
    expect(recordLessons.safeParse(input).success).toBe(true);
    expect(recordLessons.safeParse(lessonsInput(unhear(after, 'SABQI'), session)).success).toBe(true);
    expect(canRestore(heard, after)).toBe(true);
    // Another page's hearing of it is not taken out by this page's next word.
    expect(lessonsInput(keep(after), session).unheard).toEqual([]);
    const again = hearOne(after, 'SABAQ', {}, newId);
    expect(lessonsInput(again, session)).toMatchObject({
      unheard: [],
      entries: [{ kind: 'SABAQ' }, { kind: 'SABQI' }],
    });
  });

  test('no lesson of a kind takes out what was heard of it, else Done passes it over', () => {
    const heard = keep(hearClean(kid(), newId));
    expect(lessonsInput(skip(heard, 'SABAQ'), session)).toMatchObject({
      entries: [{ kind: 'SABQI' }],
      unheard: ['SABAQ'],
    });
    const passed = skip(kid(), 'SABAQ');
    expect(lessonsInput(passed, session)).toMatchObject({ entries: [], unheard: [] });
    expect(lessonsInput(hearClean(passed, newId), session).entries.map((one) => one.kind)).toEqual(['SABQI']);
  });

  test('one tap passes over what another session of the day has, until the ustadh asks for it', () => {
    const plans = kid().plans.map((plan) =>
      plan.kind === 'SABAQ'
        ? { ...plan, skipped: true, aside: { text: 'Fajr: heard', heard: { label: '5:9–14', href: '/' } } }
        : plan,
    );
    const after = hearClean(kid({ plans }), newId);
    expect(after.plans.map(({ heard }) => heard !== undefined)).toEqual([false, true, false]);
    expect(stateOf(after)).toBe('clean');
    expect(lessonsInput(after, session).entries.map(({ kind }) => kind)).toEqual(['SABQI']);
    const only = kid({ plans: plans.slice(0, 1) });
    expect(stateOf(only), 'nothing is left here').toBe('none');
    expect(tallyOf([only])).toMatchObject({ reciting: 0, heard: 0 });
    const asked = kid({ plans: plans.slice(0, 1).map((plan) => ({ ...plan, skipped: false })) });
    expect([stateOf(asked), asideOf(asked.plans[0]!)]).toEqual(['unheard', undefined]);
    expect(stateOf(hearClean(asked, newId))).toBe('clean');
  });

  test('what another page took out stands out here too, and this page leaves it alone until it is heard anew', () => {
    const heard = keep(hearClean(kid(), newId));
    const after = outElsewhere(heard, ['SABAQ']);
    expect(lessonsInput(after, session)).toMatchObject({ unheard: [], entries: [{ kind: 'SABQI' }] });
    const again = lessonsInput(hearOne(after, 'SABAQ', {}, newId), session);
    expect(again.entries.map(({ kind }) => kind)).toEqual(['SABAQ', 'SABQI']);
    expect(again.entries[0]?.id).not.toBe(heard.plans[0]?.heard?.id);
  });

  test('one tap hears all that is due, clean, and marks the child present', () => {
    const heard = hearClean(kid(), newId);
    expect(stateOf(heard)).toBe('clean');
    expect(heard.plans.map((plan) => plan.heard?.grade)).toEqual(['EXCELLENT', 'EXCELLENT', undefined]);
    expect(heard.mark?.status).toBe('PRESENT');
  });

  test('what was marked on the page of the mushaf is counted when the lesson is heard, by tick or by touch', () => {
    const marked = { mistakes: addMistake(NO_MISTAKES, 'lahnJali', 1), grade: 'GOOD' as const };
    const plans = kid().plans.map((plan) => (plan.kind === 'SABAQ' ? { ...plan, marked } : plan));
    const ticked = hearClean(kid({ plans }), newId);
    expect(ticked.plans[0]?.heard).toMatchObject(marked);
    expect(ticked.plans[1]?.heard).toMatchObject({ grade: 'EXCELLENT', mistakes: NO_MISTAKES });
    expect(hearOne(kid({ plans }), 'SABAQ', { remark: 'slowly' }, newId).plans[0]?.heard).toMatchObject(
      marked,
    );
    expect(stateOf(ticked)).toBe('some');
  });

  test('what is sent is what the server reads', () => {
    const heard = hearOne(hearClean(kid(), newId), 'SABAQ', { grade: 'GOOD', remark: 'slowly' }, newId);
    expect(recordLessons.safeParse(lessonsInput(heard, session)).success).toBe(true);
    expect(takeAttendance.safeParse(attendanceInput([heard], session, 'lost list')).success).toBe(true);
  });

  test('a second saving keeps the ids of the first', () => {
    const once = hearClean(kid(), newId);
    const twice = hearOne(once, 'SABAQ', { grade: 'REPEAT' }, newId);
    expect(twice.plans[0]?.heard?.id).toBe(once.plans[0]?.heard?.id);
    expect(mark(once, 'LATE', undefined, newId).mark?.id).toBe(once.mark?.id);
  });

  test('states: mistakes, repeat, part, away, nothing due', () => {
    const some = hearOne(kid(), 'SABAQ', { mistakes: addMistake(NO_MISTAKES, 'atak', 1) }, newId);
    expect(stateOf(some)).toBe('some');
    expect(stateOf(hearOne(kid(), 'SABAQ', { grade: 'REPEAT' }, newId))).toBe('repeat');
    expect(stateOf(hearOne(kid(), 'SABAQ', {}, newId))).toBe('part');
    expect(stateOf(mark(kid(), 'ABSENT', 'ILLNESS', newId))).toBe('away');
    expect(stateOf(kid({ plans: [] }))).toBe('none');
  });

  test('mistakes stay between nothing and ninety-nine', () => {
    expect(addMistake(NO_MISTAKES, 'atak', -1).atak).toBe(0);
    expect(addMistake({ ...NO_MISTAKES, atak: 99 }, 'atak', 1).atak).toBe(99);
  });

  test('the tally counts who is here, away, unmarked and heard', () => {
    const kids = [hearClean(kid(), newId), mark(kid(), 'LEAVE', undefined, newId), kid(), kid({ plans: [] })];
    expect(tallyOf(kids)).toEqual({ here: 1, absent: 0, leave: 1, unmarked: 2, reciting: 2, heard: 1 });
  });

  test('a child who recites after all is no longer absent', () => {
    expect(hearClean(mark(kid(), 'ABSENT', 'TRAVEL', newId), newId).mark).toMatchObject({
      status: 'PRESENT',
    });
    expect(hearClean(mark(kid(), 'ABSENT', 'TRAVEL', newId), newId).mark).not.toHaveProperty('reason');
  });

  test('only what the register had before can be taken back by a correction', () => {
    const before = kid();
    const after = hearClean(before, newId);
    expect(canRestore(before, after)).toBe(false);
    const kept = keep(after);
    expect(canRestore(kept, hearOne(kept, 'SABAQ', { grade: 'WEAK' }, newId))).toBe(true);
  });

  test('an undo of what may have arrived says what stood before, and takes out what did not', () => {
    const before = kid();
    const after = hearClean(before, newId);
    expect([isKnown(before, after), isKnown(before, keep(after))]).toEqual([false, true]);
    const back = takenBack(before, after);
    expect(back.mark, 'no mark can be taken out').toBe(after.mark);
    expect(stateOf(back)).toBe('unheard');
    expect(lessonsInput(back, session)).toMatchObject({ entries: [], unheard: ['SABAQ', 'SABQI'] });
    expect(hearClean(back, newId).plans.map(({ heard }) => heard !== undefined)).toEqual([true, true, false]);

    const weak = hearOne(after, 'SABAQ', { grade: 'WEAK' }, newId);
    const again = lessonsInput(takenBack(after, weak), session);
    expect(again).toEqual(lessonsInput(after, session));
    const round = hearOne(addKind(after, 'GIRDAAN'), 'GIRDAAN', {}, newId);
    expect(lessonsInput(takenBack(after, round), session).unheard).toEqual(['GIRDAAN']);
  });
});
