import type { LessonKind } from '../../rules';
import type { Kid } from '../rules';

// Types alone are imported: the phone loads this file.

/** Whether `after` can be taken back to `before` by a correction: nothing of it is new to the register. */
export function canRestore(before: Kid, after: Kid): boolean {
  const lessons = after.plans.every((plan, i) => !plan.heard || before.plans[i]?.heard?.kept);
  return lessons && (!after.mark || before.mark?.kept === true);
}

/** Whether the register has heard of `after` what `before` does not say. */
export function isKnown(before: Kid, after: Kid): boolean {
  const lessons = after.plans.some((plan) => plan.heard?.kept && !planOf(before, plan.kind)?.heard);
  return lessons || (after.mark?.kept === true && !before.mark);
}

/** `before` once more when the server may know of `after`: what was heard since is to be taken out; a mark that was new
 *  stays, as no mark can be taken out. */
export function takenBack(before: Kid, after: Kid): Kid {
  const plans = after.plans.map((plan) => {
    const was = planOf(before, plan.kind) ?? { ...plan, heard: undefined, skipped: true };
    return (plan.heard || plan.unheard) && !was.heard ? { ...was, unheard: true } : was;
  });
  return {
    ...before,
    plans: after.plans === before.plans ? before.plans : plans,
    ...(after.mark && !before.mark && { mark: after.mark }),
  };
}

const planOf = ({ plans }: Kid, kind: LessonKind) => plans.find((plan) => plan.kind === kind);
