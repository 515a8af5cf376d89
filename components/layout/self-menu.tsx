import type { ReactNode } from 'react';
import { Monogram } from '@/components/ui/monogram';

export interface Self {
  name: string;
  /** "Office, Jamia Noor" */
  role: string;
}

/** Who is signed in and what concerns them alone: opened by the monogram, without script. */
export function SelfMenu({ self, label, children }: { self: Self; label: string; children: ReactNode }) {
  return (
    <details className="group relative flex-none">
      <summary aria-label={label} className="grid size-tap place-items-center rounded-round">
        <Monogram name={self.name} />
      </summary>
      <div className="absolute end-0 top-full z-30 mt-2 grid w-72 animate-rise gap-4 rounded-card border border-line bg-sheet p-4 shadow-float">
        <div>
          <p className="font-medium">
            <bdi>{self.name}</bdi>
          </p>
          <span className="text-caption text-ink-3">{self.role}</span>
        </div>
        {children}
      </div>
    </details>
  );
}
