import { describe, expect, test } from 'vitest';
import { commonPasswords } from '@/lib/core/auth/common-passwords';
import { codeForm, isEasyPassword, newAccountForm, passwordForm, phoneForm } from '@/lib/core/auth/schema';
import stolen from '@/lib/core/auth/stolen-passwords.json';
import { faultsOf } from '@/lib/core/zod-faults';

const faults = (result: { success: boolean; error?: Parameters<typeof faultsOf>[0] }) =>
  result.success ? {} : faultsOf(result.error!);

describe('the forms of the doors', () => {
  test('an address is folded, a slip is named', () => {
    expect(passwordForm.parse({ email: ' Admin@Noor.EXAMPLE ', password: 'x' }).email).toBe(
      'admin@noor.example',
    );
    expect(faults(passwordForm.safeParse({ email: 'admin', password: 'x' }))).toEqual({
      email: [{ code: 'emailInvalid' }],
    });
    expect(faults(passwordForm.safeParse({}))).toEqual({
      email: [{ code: 'required' }],
      password: [{ code: 'required' }],
    });
    expect(passwordForm.safeParse({ email: 'a@b.example', password: 'x', role: 'admin' }).success).toBe(
      false,
    );
  });

  test('S9 a megabyte is refused before it is hashed; 73 bytes, 37 Arabic letters and a NUL are just passwords', () => {
    const email = 'a@b.example';
    for (const password of ['a'.repeat(73), 'ب'.repeat(37), 'one\u0000two'])
      expect(passwordForm.safeParse({ email, password }).success).toBe(true);
    expect(passwordForm.safeParse({ email, password: 'a'.repeat(1_000_000) }).success).toBe(false);
  });

  test('a number arrives in any shape', () => {
    for (const phone of ['0300 1110001', '+92 300 111-0001', '00923001110001', '۰۳۰۰۱۱۱۰۰۰۱'])
      expect(phoneForm.parse({ phone })).toEqual({ phone: '+923001110001' });
    expect(faults(phoneForm.safeParse({ phone: '0300 11' }))).toEqual({
      phone: [{ code: 'phoneTooShort', params: { value: '0300 11' } }],
    });
  });

  test('a code is six digits of any script, spaced or not', () => {
    const sent = 'sealed';
    for (const code of ['123456', '123 456', '۱۲۳۴۵۶', '١٢٣-٤٥٦'])
      expect(codeForm.parse({ sent, code }).code).toBe('123456');
    expect(faults(codeForm.safeParse({ sent, code: '12345' }))).toEqual({ code: [{ code: 'codeShape' }] });
  });
});

describe('a new password', () => {
  const fault = (password: string) =>
    faults(newAccountForm.safeParse({ token: 'x'.repeat(43), email: 'qari.anas@noor.example', password }))
      .password?.[0]?.code;

  test('ten characters at least, and not the first thing one would try', () => {
    expect(fault('short')).toBe('passwordShort');
    for (const easy of [
      'aaaaaaaaaaaa',
      'abababababab',
      '1234567890',
      'qwertyuiop',
      'qari.anas2026',
      'Password2026',
      'hifzpro-2026',
    ])
      expect(fault(easy), easy).toBe('passwordWeak');
    for (const fair of ['green tea at noon', 'حلقہ عمر صبح سات بجے', 'kX9-vala-72-baagh'])
      expect(fault(fair), fair).toBeUndefined();
  });

  test('at least three thousand stolen ones of the allowed length are refused, however they are written', () => {
    expect(commonPasswords.size).toBeGreaterThan(5000);
    expect(stolen.passwords.split(' ').filter((one) => one.length >= 10).length).toBeGreaterThan(3000);
    for (const known of ['chardonnay', 'Manchester1', 'Nutter-Tools', '12345QWERT'])
      expect(fault(known), known).toBe('passwordWeak');
  });

  test('a short name in the address forbids nothing', () => {
    expect(isEasyPassword('the old minaret', 'old@noor.example')).toBe(false);
  });
});
