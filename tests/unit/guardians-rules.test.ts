import { expect, test } from 'vitest';
import { messageState, phoneSearch } from '@/lib/guardians/rules';

test.each([
  ['0300 1234567', { exact: '+923001234567' }],
  ['+92-300-1234567', { exact: '+923001234567' }],
  ['۰۳۰۰۱۲۳۴۵۶۷', { exact: '+923001234567' }],
  ['1234567', { part: '1234567' }],
  ['0345', undefined],
  ['03451', { part: '3451' }],
  ['Ibrahim', undefined],
  ['JN-2026-0001', undefined],
])('«%s» as a search for telephones', (query, meaning) => expect(phoneSearch(query, 'PK')).toEqual(meaning));

test.each([
  [{ phone: null, receivesMessages: true, optedOutAt: null }, 'UNREACHABLE'],
  [{ phone: '+92300', receivesMessages: true, optedOutAt: '2026-09-02' }, 'OPTED_OUT'],
  [{ phone: '+92300', receivesMessages: false, optedOutAt: null }, 'NOT_AUTHORISED'],
  [{ phone: '+92300', receivesMessages: true, optedOutAt: null }, 'RECEIVES'],
  [{ phone: '+92300', wrong: true, receivesMessages: true, optedOutAt: null }, 'WRONG_NUMBER'],
  [{ phone: '+92300', wrong: true, receivesMessages: true, optedOutAt: '2026-09-02' }, 'WRONG_NUMBER'],
] as const)('P21 P24 %j is %s', (link, state) => expect(messageState({ wrong: false, ...link })).toBe(state));
