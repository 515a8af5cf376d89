import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextAreaField, TextField } from '@/components/forms/text-field';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { createCampus, editCampus } from '@/lib/campuses/actions';
import type { CampusDetail } from '@/lib/campuses/queries';
import { routes } from '@/lib/core/routes';

/** A campus to open (`newId`, made by the server so that sending twice opens one) or to edit. */
export function CampusForm({ campus, newId }: { campus?: CampusDetail; newId?: string }) {
  const t = useTranslations('campuses');
  const common = useTranslations('common');
  return (
    <Sheet className="max-w-2xl">
      <Form action={campus ? editCampus : createCampus} room="campuses">
        <input type="hidden" name="id" value={campus?.id ?? newId} />
        {campus && <input type="hidden" name="updatedAt" value={campus.updatedAt} />}
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="name"
            label={t('fields.name')}
            hint={t('hints.name')}
            required
            maxLength={80}
            dir="auto"
            defaultValue={campus?.name}
          />
          <TextField
            name="nativeName"
            label={t('fields.nativeName')}
            maxLength={80}
            lang="ur"
            dir="rtl"
            defaultValue={campus?.nativeName ?? undefined}
          />
        </div>
        <TextAreaField
          name="address"
          label={t('fields.address')}
          maxLength={200}
          dir="auto"
          defaultValue={campus?.address ?? undefined}
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton pendingText={common('saving')}>{t('save')}</SubmitButton>
          <ButtonLink href={routes.campuses} variant="ghost">
            {common('cancel')}
          </ButtonLink>
        </div>
      </Form>
    </Sheet>
  );
}
