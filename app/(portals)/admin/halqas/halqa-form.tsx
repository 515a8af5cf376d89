import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { RadioGroup } from '@/components/forms/option-groups';
import { TextField } from '@/components/forms/text-field';
import { SessionFields } from '@/components/halqas/session-fields';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import type { CampusOption } from '@/lib/campuses/queries';
import { routes } from '@/lib/core/routes';
import { createHalqa, editHalqa } from '@/lib/halqas/actions';
import type { HalqaForm as Halqa, StaffOption } from '@/lib/halqas/queries';
import { PROGRAMMES } from '@/lib/students/rules';

interface Props {
  halqa?: Halqa;
  /** Made by the server, so that sending the form twice opens one halqa. */
  newId?: string;
  campuses: CampusOption[];
  staff: StaffOption[];
}

export function HalqaForm({ halqa, newId, campuses, staff }: Props) {
  const t = useTranslations('halqas');
  const common = useTranslations('common');
  const choices = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Sheet className="max-w-3xl">
      <Form action={halqa ? editHalqa : createHalqa} room="halqas">
        <input type="hidden" name="id" value={halqa?.id ?? newId} />
        {halqa && <input type="hidden" name="updatedAt" value={halqa.updatedAt} />}
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="name"
            label={t('fields.name')}
            hint={t('hints.name')}
            required
            maxLength={80}
            dir="auto"
            defaultValue={halqa?.name}
          />
          <TextField
            name="nativeName"
            label={t('fields.nativeName')}
            maxLength={80}
            lang="ur"
            dir="rtl"
            defaultValue={halqa?.nativeName ?? undefined}
          />
          <SelectField
            name="campusId"
            label={t('fields.campus')}
            required
            defaultValue={halqa?.campusId ?? campuses[0]?.id}
            options={choices(campuses)}
          />
        </div>
        <SessionFields sessions={halqa?.sessions ?? ['MORNING']} kinds={halqa?.sessionKinds ?? {}} />
        <RadioGroup
          name="programme"
          label={t('fields.programme')}
          required
          defaultValue={halqa?.programme ?? 'HIFZ'}
          options={PROGRAMMES.map((value) => ({ value, label: t(`programmes.${value}`) }))}
        />
        <div className="grid gap-5 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <SelectField
            name="staffId"
            label={t('fields.ustadh')}
            hint={t('hints.ustadh')}
            placeholder={t('noUstadh')}
            defaultValue={halqa?.staffId ?? undefined}
            options={choices(staff)}
          />
          <TextField
            name="capacity"
            label={t('fields.capacity')}
            type="number"
            inputMode="numeric"
            min={1}
            max={200}
            required
            defaultValue={halqa?.capacity ?? 25}
          />
        </div>
        <div className="flex flex-wrap gap-3">
          <SubmitButton pendingText={common('saving')}>{t('save')}</SubmitButton>
          <ButtonLink href={halqa ? routes.halqa(halqa.id) : routes.halqas} variant="ghost">
            {common('cancel')}
          </ButtonLink>
        </div>
      </Form>
    </Sheet>
  );
}
