import { foldDigits } from '@/lib/core/name';
import { type Cell, warning } from '../schema';

const FREE = /^(free|nil|none|waived|مفت|معاف|بلا فیس|مجاني)$/i;
const CURRENCY = /(rs|pkr|rupees|روپے|روپیہ|₨|£|\/-|\/=)\.?/giu;
const AMOUNT = /^\d{1,3}(,\d{2,3})+(\.\d{1,2})?$|^\d+(\.\d{1,2})?$/;
const PAISA = 100;
const MOST = 10_000_000;

/** A monthly fee in paisa; `FREE` is 0. `3000`, `2,500`, `Rs. 3,000`, `1500/-`, Urdu digits. */
export function parseFee(text: string): Cell<number> {
  const value = text.trim();
  if (value === '') return { value: null, issues: [] };
  if (FREE.test(value)) return { value: 0, issues: [] };
  const bare = foldDigits(value)
    .replace(CURRENCY, '')
    .replace(/[٬،]/g, ',')
    .replace(/[\s-]+/g, '');
  const rupees = AMOUNT.test(bare) ? Number(bare.replaceAll(',', '')) : Number.NaN;
  if (!(rupees <= MOST)) return { value: null, issues: [warning('feeUnclear', { value })] };
  return { value: Math.round(rupees * PAISA), issues: [] };
}
