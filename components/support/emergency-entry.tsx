import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { DoorOpen, Lock } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { routes } from '@/lib/core/routes';
import { enterInEmergency } from '@/lib/support/actions';
import { AskFields } from './ask-fields';

interface Props {
  /** `proven`: the second factor, minutes ago. It is asked for before the words, which a detour would lose. */
  house: { id: string; name: string; proven: boolean };
}

/** The way in that waits for nobody, where the institution agreed to it. */
export function EmergencyEntry({ house }: Props) {
  const t = useTranslations('support.own');
  return (
    <Sheet
      title={t('emergency')}
      note={t('emergencyLead', { institution: house.name })}
      className="max-w-2xl"
    >
      {house.proven ? (
        <Form action={enterInEmergency} room="support" className="grid justify-items-stretch gap-5">
          <AskFields house={house.id} />
          <div>
            <SubmitButton
              variant="danger"
              icon={<DoorOpen aria-hidden size={20} strokeWidth={1.75} />}
              pendingText={t('emergencySending')}
            >
              {t('emergencySend')}
            </SubmitButton>
          </div>
        </Form>
      ) : (
        <div className="grid justify-items-start gap-4">
          <p>{t('emergencyProof')}</p>
          <ButtonLink href={routes.secondFactor(routes.askSupport(house.id))} icon={Lock}>
            {t('emergencyProve')}
          </ButtonLink>
        </div>
      )}
    </Sheet>
  );
}
