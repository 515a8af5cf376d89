import { expect, test, vi } from 'vitest';
import { withSentences } from '@/lib/core/i18n/sentences';

vi.mock('next-intl/server', () => ({
  getMessages: async () => ({
    errors: { invalid: 'I', reference: 'R', INVALID: 'V', tooLong: 'L', unasked: 'U' },
    people: { title: 'People', errors: { tooLong: 'room’s own', lastAdmin: 'A' } },
  }),
}));

const refusal = {
  ok: false as const,
  code: 'INVALID' as const,
  message: 'lastAdmin',
  fieldErrors: { name: [{ code: 'tooLong' }, { code: 'unknown' }] },
};

test('a refusal carries the sentences of its codes and no other; the room’s own come first', async () => {
  expect((await withSentences(refusal, 'people')).sentences).toEqual({
    invalid: 'I',
    reference: 'R',
    INVALID: 'V',
    lastAdmin: 'A',
    tooLong: 'room’s own',
  });
});

test.each([null, 'nowhere', '__proto__', 'toString', new File([], 'x')])(
  'a room that is none (%s) has no sentences of its own',
  async (room) => {
    expect((await withSentences(refusal, room)).sentences).toEqual({
      invalid: 'I',
      reference: 'R',
      INVALID: 'V',
      tooLong: 'L',
    });
  },
);
