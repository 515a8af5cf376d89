import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  answered,
  type Command,
  counter,
  EMPTY,
  failed,
  lastWords,
  pause,
  pending,
  type Queue,
  spoken,
  take,
  withdraw,
} from '@/lib/sync/rules';

let serial = 0;
const command = (key: string): Command => ({
  id: `c${++serial}`,
  key,
  kind: 'lessons.record',
  input: serial,
  about: [key],
});
const keys = (commands: readonly Command[]) => commands.map(({ key }) => key);

describe('the queue of a phone', () => {
  test('a later command about the same thing replaces the waiting one', () => {
    const first = command('anas');
    const later = command('anas');
    const queue = add(add(add(EMPTY, first), command('bilal')), later);
    expect(keys(queue.waiting)).toEqual(['bilal', 'anas']);
    expect(pending(queue)).toContain(later);
    expect(pending(queue)).not.toContain(first);
  });

  test('what is held back for an undo stays, the rest goes', () => {
    const queue = take(add(add(EMPTY, command('anas')), command('bilal')), ['bilal']);
    expect([keys(queue.sending), keys(queue.waiting)]).toEqual([['anas'], ['bilal']]);
    expect(keys(withdraw(queue, ['bilal'])!.waiting)).toEqual([]);
    expect(withdraw(queue, ['anas'])).toBeUndefined();
  });

  test('what may have arrived is not taken back in silence, though its answer was lost', () => {
    const lost = failed(take(add(EMPTY, command('anas'))));
    expect(keys(lost.waiting)).toEqual(['anas']);
    expect(withdraw(lost, ['anas'])).toBeUndefined();
    expect(withdraw(add(lost, command('anas')), ['anas']), 'its earlier word would be lost').toBeUndefined();
    const beside = spoken(add(take(add(EMPTY, command('anas'))), command('bilal')));
    expect(withdraw(beside, ['bilal']), 'it went beside the batch').toBeUndefined();
    const after = answered(take(answered(beside)));
    expect(withdraw(add(after, command('bilal')), ['bilal'])).toBeDefined();
  });

  test('nothing overtakes a batch on its way', () => {
    const sent = take(add(EMPTY, command('anas')));
    expect(take(add(sent, command('bilal')))).toMatchObject({ sending: [{ key: 'anas' }] });
  });

  test('a batch that failed goes again first, unless said anew meanwhile', () => {
    const sent = take(add(add(EMPTY, command('anas')), command('bilal')));
    const newer = command('bilal');
    const again = failed(add(add(sent, newer), command('saad')));
    expect(keys(again.waiting)).toEqual(['anas', 'bilal', 'saad']);
    expect(again.waiting[1]).toBe(newer);
    expect(again.failures).toBe(1);
    expect(answered(take(again)).failures).toBe(0);
  });

  test('at the end of the page all that is not answered goes, each child’s last word once', () => {
    const sent = take(add(add(EMPTY, command('anas')), command('bilal')));
    const undone = command('bilal');
    const last = lastWords(add(sent, undone));
    expect(keys(last)).toEqual(['anas', 'bilal']);
    expect(last[1]).toBe(undone);
  });

  test('an undo given while the save is on its way is the last word, in whatever order the two are heard', () => {
    const next = counter('page');
    const say = (what: string): Command => ({ ...command('anas'), input: { what, said: next() } });
    type Heard = { what: string; said: { no: number } };
    // As the server does: what comes later from the same page with a smaller number is not heard.
    const hear = (heard: readonly Command[]) =>
      heard.map(({ input }) => input as Heard).reduce((now, one) => (one.said.no >= now.said.no ? one : now))
        .what;
    const save = take(add(EMPTY, say('absent')));
    const undo = add(save, say('present'));
    const late = save.sending;
    for (const beside of [take(failed(undo)).sending, take(answered(undo)).sending, lastWords(undo)]) {
      expect(keys(beside)).toEqual(['anas']);
      expect(hear([...late, ...beside])).toBe('present');
      expect(hear([...beside, ...late])).toBe('present');
    }
  });

  test('pauses double up to half a minute', () => {
    expect([1, 2, 3, 10].map((n) => pause(n, 0.5))).toEqual([1000, 2000, 4000, 30_000]);
  });

  test('whatever happens on the way, the last word about each child arrives last', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), key: fc.constantFrom('anas', 'bilal', 'saad') }),
      fc.record({ do: fc.constantFrom('take' as const, 'fail' as const, 'answer' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const said = new Map<string, Command>();
        const arrived = new Map<string, Command>();
        let queue: Queue = EMPTY;
        const arrive = () => {
          for (const one of queue.sending) arrived.set(one.key, one);
        };
        for (const one of steps) {
          if (one.do === 'add') {
            const next = command(one.key);
            said.set(one.key, next);
            queue = add(queue, next);
          } else if (one.do === 'take') queue = take(queue);
          else {
            // A failed batch may have arrived all the same: only its answer was lost.
            arrive();
            queue = one.do === 'fail' ? failed(queue) : answered(queue);
          }
        }
        while (pending(queue).length > 0) {
          queue = take(queue);
          arrive();
          queue = answered(queue);
        }
        expect(arrived).toEqual(said);
      }),
    );
  });
});
