import { useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Send } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { askTestAction } from '@/lib/jaiza/queue/actions';
import { TEST_KINDS } from '@/lib/jaiza/rules';

interface Props {
  studentId: string;
  /** Juz of which anything is memorised. */
  begun: number[];
  /** The juz most likely meant. */
  juz: number | undefined;
}

/** Asks for a test. The questions are drawn when the examiner opens it. */
export function AskForm({ studentId, begun, juz }: Props) {
  const t = useTranslations('jaiza');
  return (
    <Sheet title={t('ask.title')} note={t('ask.note')}>
      <Form action={askTestAction} room="jaiza">
        <input type="hidden" name="id" value={v7()} />
        <input type="hidden" name="studentId" value={studentId} />
        <SelectField
          name="kind"
          label={t('ask.kind')}
          required
          defaultValue="PARA"
          options={TEST_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <div className="grid grid-cols-2 gap-4">
          <SelectField
            name="juz"
            label={t('ask.juz')}
            hint={t('ask.juzHint')}
            defaultValue={String(juz ?? '')}
            placeholder=""
            options={begun.map((one) => ({ value: String(one), label: t('ask.juzOf', { juz: one }) }))}
          />
          <SelectField
            name="half"
            label={t('ask.half')}
            hint={t('ask.halfHint')}
            defaultValue="1"
            options={(['1', '2'] as const).map((value) => ({ value, label: t(`ask.halves.${value}`) }))}
          />
        </div>
        <TextField name="note" label={t('ask.words')} maxLength={300} dir="auto" />
        <SubmitButton
          variant="secondary"
          icon={<Send aria-hidden size={20} className="flip" />}
          className="justify-self-start"
        >
          {t('ask.do')}
        </SubmitButton>
      </Form>
    </Sheet>
  );
}
