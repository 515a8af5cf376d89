import { useTranslations } from 'next-intl';
import { CheckboxField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { DateField, PhoneField, TextField } from '@/components/forms/text-field';
import { ButtonLink } from '@/components/ui/button';
import { spacePhone } from '@/components/ui/figures';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { routes } from '@/lib/core/routes';
import { createStaff, editStaff } from '@/lib/staff/actions';
import type { HalqaChoice, StaffDetail } from '@/lib/staff/queries';

interface Props {
  member?: StaffDetail;
  /** Made by the server, so that sending the form twice makes one person. */
  newId?: string;
  halqas: HalqaChoice[];
  /** The latest day of joining. */
  today: string;
}

export function StaffForm({ member, newId, halqas, today }: Props) {
  const t = useTranslations('staff');
  const common = useTranslations('common');
  const own = new Set(member?.halqas.filter(({ to }) => to === null).map(({ halqa }) => halqa.id));
  const holder = ({ id, ustadh }: HalqaChoice) =>
    own.has(id) ? undefined : ustadh ? t('nowWith', { name: ustadh.name }) : t('free');
  return (
    <Sheet className="max-w-3xl">
      <Form action={member ? editStaff : createStaff} room="staff">
        <input type="hidden" name="id" value={member?.id ?? newId} />
        {member && <input type="hidden" name="updatedAt" value={member.updatedAt} />}
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="name"
            label={t('fields.name')}
            hint={t('hints.name')}
            required
            maxLength={80}
            dir="auto"
            autoComplete="off"
            defaultValue={member?.name}
          />
          <TextField
            name="nativeName"
            label={t('fields.nativeName')}
            maxLength={80}
            lang="ur"
            dir="rtl"
            defaultValue={member?.nativeName ?? undefined}
          />
          <PhoneField
            name="phone"
            label={t('fields.phone')}
            hint={t('hints.phone')}
            autoComplete="off"
            defaultValue={member?.phone ? spacePhone(member.phone) : undefined}
          />
          <TextField
            name="email"
            label={t('fields.email')}
            hint={t('hints.email')}
            type="email"
            maxLength={254}
            autoComplete="off"
            defaultValue={member?.email ?? undefined}
          />
          <TextField
            name="qualification"
            label={t('fields.qualification')}
            maxLength={120}
            dir="auto"
            defaultValue={member?.qualification ?? undefined}
          />
          <DateField
            name="joinedOn"
            label={t('fields.joinedOn')}
            min="1900-01-01"
            max={today}
            defaultValue={member?.joinedOn ?? undefined}
          />
        </div>
        <fieldset className="grid gap-1">
          <legend className="text-small font-medium">{t('fields.halqas')}</legend>
          <p className="text-caption text-ink-3">
            {halqas.length > 0 ? t('hints.halqas') : t('hints.noHalqas')}
          </p>
          <div className="grid gap-x-5 sm:grid-cols-2">
            {halqas.map((halqa) => (
              <CheckboxField
                key={halqa.id}
                name="halqaIds"
                value={halqa.id}
                defaultChecked={own.has(halqa.id)}
                label={
                  <>
                    <bdi>{halqa.name}</bdi>{' '}
                    {holder(halqa) && <span className="text-caption text-ink-3">({holder(halqa)})</span>}
                  </>
                }
              />
            ))}
          </div>
        </fieldset>
        <div className="flex flex-wrap gap-3">
          <SubmitButton pendingText={common('saving')}>{t('save')}</SubmitButton>
          <ButtonLink href={member ? routes.staffMember(member.id) : routes.staff} variant="ghost">
            {common('cancel')}
          </ButtonLink>
        </div>
      </Form>
    </Sheet>
  );
}
