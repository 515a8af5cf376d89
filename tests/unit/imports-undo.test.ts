import { expect, it } from 'vitest';
import { mayUndo } from '@/lib/imports/rules';

it('is taken back as a whole only while it stands saved, and for thirty days', () => {
  const committedAt = new Date('2026-03-01T10:00:00Z');
  const [within, after] = [new Date('2026-03-31T09:59:59Z'), new Date('2026-03-31T10:00:00Z')];
  expect(mayUndo({ state: 'DONE', committedAt }, within)).toBe(true);
  expect(mayUndo({ state: 'DONE', committedAt }, after)).toBe(false);
  expect(mayUndo({ state: 'UNDONE', committedAt }, within)).toBe(false);
  expect(mayUndo({ state: 'DONE', committedAt: null }, within)).toBe(false);
});
