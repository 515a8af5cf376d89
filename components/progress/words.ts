import type { ProgressView } from '@/lib/progress/view/rules';

/** Who reads: a parent is told the same figures calmly, without darja or norm. */
export type Reader = 'office' | 'teacher' | 'parent';

export interface ProgressProps {
  view: ProgressView;
  /** The page itself, to which `?show=` is added. */
  here: string;
  reader: Reader;
}

export const showing = (here: string, show: string) => `${here}?show=${show}#evidence`;
