'use client';
import { Button } from '@/components/ui/button';
import { Printer } from '@/components/ui/icons';

/** Opens the browser's print window; without script the browser's own menu does. */
export function PrintButton({ children }: { children: string }) {
  return (
    <Button icon={Printer} onClick={() => window.print()} className="print:hidden">
      {children}
    </Button>
  );
}
