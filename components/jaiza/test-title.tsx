import type { TestKind } from '@/lib/jaiza/rules';
import { useTestName } from './words';

/** The name of a test where a page is no component of the catalogue itself. */
export function TestTitle({ test }: { test: { kind: TestKind; juz: number | null } }) {
  return useTestName()(test);
}
