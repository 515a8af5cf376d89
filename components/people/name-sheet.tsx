import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { namePerson } from '@/lib/people/actions';

/** A name for a member who has none among the staff, such as the founder.
 *  @param props.staffId made by the server, so that sending the form twice makes one person */
export function NameSheet({ id, staffId }: { id: string; staffId: string }) {
  const t = useTranslations('people');
  return (
    <Sheet title={t('name.title')}>
      <p className="max-w-[62ch] text-small text-ink-2">{t('name.body')}</p>
      <Form action={namePerson} room="people" className="mt-4">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="staffId" value={staffId} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="name"
            label={t('fields.name')}
            hint={t('hints.name')}
            required
            maxLength={80}
            dir="auto"
            autoComplete="off"
          />
          <TextField name="nativeName" label={t('fields.nativeName')} maxLength={80} lang="ur" dir="rtl" />
        </div>
        <div>
          <SubmitButton>{t('name.submit')}</SubmitButton>
        </div>
      </Form>
    </Sheet>
  );
}
