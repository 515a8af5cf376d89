import { Form } from '@/components/forms/form';
import { DoorOpen } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormAction } from '@/lib/core/form-state';

interface Props {
  action: FormAction;
  grantId: string;
  label: string;
  pending: string;
  strong?: boolean;
}

/** One button ends a visit or gives an approval back. */
export function EndButton({ action, grantId, label, pending, strong = false }: Props) {
  return (
    <Form action={action} room="support" className="flex-none print:hidden">
      <input type="hidden" name="id" value={grantId} />
      <SubmitButton
        variant={strong ? 'dangerSolid' : 'danger'}
        icon={<DoorOpen aria-hidden size={20} strokeWidth={1.75} />}
        pendingText={pending}
      >
        {label}
      </SubmitButton>
    </Form>
  );
}
