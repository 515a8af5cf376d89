import type { ReactNode } from 'react';
import { BrandMark } from '@/components/ui/brand-mark';

/** A page with one thing to say: not found, a fault, a farewell. */
export function BlankPage({
  title,
  body,
  children,
}: {
  title: ReactNode;
  body: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-5 px-5 py-12">
      <BrandMark className="text-emerald" />
      <hr className="rule-double w-full" />
      <h1>{title}</h1>
      <p className="text-ink-2">{body}</p>
      <div className="flex flex-wrap gap-3">{children}</div>
    </main>
  );
}
