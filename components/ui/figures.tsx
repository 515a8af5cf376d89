import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** Roll numbers, codes, money: Latin figures that read left to right inside any sentence. */
export function Ltr({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="ltr" className={clsx('font-sans whitespace-nowrap tabular', className)}>
      {children}
    </bdi>
  );
}

/** `+923001234567` → `+92 300 1234567`; other countries in groups that can be read aloud. */
export function spacePhone(e164: string): string {
  const pakistan = /^\+92(\d{3})(\d{7})$/.exec(e164);
  if (pakistan) return `+92 ${pakistan[1]} ${pakistan[2]}`;
  const other = /^\+(\d{1,3}?)(\d{3})(\d{3})(\d{2,6})$/.exec(e164);
  return other ? `+${other.slice(1).join(' ')}` : e164;
}

/** A phone number as stored (E.164), shown to be read and, with `call`, to be dialled. */
export function Phone({ number, call = false }: { number: string; call?: boolean }) {
  // Masked for whoever only looks (app.contact): nothing to call.
  if (number.startsWith('•')) return <Ltr>{number}</Ltr>;
  if (!call) return <Ltr>{spacePhone(number)}</Ltr>;
  return (
    <a href={`tel:${number}`} className="link tap-area">
      <Ltr>{spacePhone(number)}</Ltr>
    </a>
  );
}
