import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Check, X } from '@/components/ui/icons';
import { SubmitButton } from '@/components/ui/submit-button';
import { decideBandAction } from '@/lib/jaiza/band/actions';
import type { BandAct } from '@/lib/jaiza/band/rules';

/** The head's two answers to a proposal. */
export function DecideForm({ id, act, from }: { id: string; act: BandAct; from: 'queue' | 'student' }) {
  const t = useTranslations('jaiza.band');
  return (
    <Form action={decideBandAction} room="jaiza">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="from" value={from} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton
          name="decision"
          value="APPROVED"
          variant="secondary"
          icon={<Check aria-hidden size={20} />}
        >
          {t(`approve.${act}`)}
        </SubmitButton>
        <SubmitButton name="decision" value="DECLINED" variant="ghost" icon={<X aria-hidden size={20} />}>
          {t('decline')}
        </SubmitButton>
      </div>
    </Form>
  );
}
