import { useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { FoldedForm } from '@/components/forms/folded-form';
import { Form } from '@/components/forms/form';
import { RadioGroup } from '@/components/forms/option-groups';
import { TextAreaField } from '@/components/forms/text-field';
import { Badge } from '@/components/ui/badge';
import { HeartPulse, NotebookPen, Plus } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { addNoteAction, removeNoteAction } from '@/lib/students/actions';
import type { StudentProfile } from '@/lib/students/profile/schema';
import { NOTE_KINDS } from '@/lib/students/rules';

interface Props {
  student: StudentProfile;
  institution: { timeZone: string };
  /** The words of the health notes, if they were asked for. */
  health: ReadonlyMap<string, string> | undefined;
}

/** Remarks of the office and words on health: for admins alone, never in lists or messages. */
export function NotesSheet({ student, institution, health }: Props) {
  const t = useTranslations('students.profile');
  const format = useFormat();
  return (
    <Sheet title={t('notes')} note={t('notesNote')}>
      <ul id="notes">
        {student.notes.map(({ id, kind, body, at }) => (
          <li key={id} className="grid gap-1 border-line py-3 text-small not-last:border-b first:pt-0">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <span className="flex items-center gap-3">
                <Badge
                  tone={kind === 'HEALTH' ? 'info' : 'neutral'}
                  icon={kind === 'HEALTH' ? HeartPulse : NotebookPen}
                >
                  {t(`noteKind.${kind}`)}
                </Badge>
                <span className="text-caption text-ink-3">
                  {format.date(localDateAt(new Date(at), institution.timeZone))}
                </span>
              </span>
              <Form action={removeNoteAction} room="students">
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="studentId" value={student.id} />
                <SubmitButton variant="ghost">{t('eraseNote')}</SubmitButton>
              </Form>
            </div>
            {(body ?? health?.get(id)) ? (
              <p dir="auto" className="max-w-[62ch] whitespace-pre-line">
                {body ?? health?.get(id)}
              </p>
            ) : (
              // No prefetch: to open them is an act, and stands in the history.
              <p className="flex flex-wrap items-center gap-x-3 text-ink-3">
                {t('healthClosed')}
                <a
                  href={routes.studentHealth(student.id)}
                  className="inline-flex min-h-tap items-center font-medium text-emerald hover:underline"
                >
                  {t('openHealth')}
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
      <FoldedForm
        action={addNoteAction}
        room="students"
        line="flex min-h-tap w-fit items-center gap-2 text-small font-medium text-emerald"
        label={
          <>
            <Plus aria-hidden size={20} strokeWidth={1.75} />
            {t('addNote')}
          </>
        }
        fields="mt-3 max-w-xl"
      >
        <input type="hidden" name="id" value={v7()} />
        <input type="hidden" name="studentId" value={student.id} />
        <RadioGroup
          name="kind"
          label={t('noteKindLabel')}
          defaultValue="REMARK"
          options={NOTE_KINDS.map((value) => ({ value, label: t(`noteKind.${value}`) }))}
        />
        <TextAreaField name="body" label={t('noteBody')} maxLength={1000} dir="auto" required />
        <SubmitButton className="justify-self-start">{t('addNote')}</SubmitButton>
      </FoldedForm>
    </Sheet>
  );
}
