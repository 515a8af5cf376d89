import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Phone } from '@/components/ui/figures';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { routes } from '@/lib/core/routes';
import { confirmNumberAction } from '@/lib/guardians/actions';
import type { WrongNumber } from '@/lib/guardians/schema';

interface Props {
  guardianId: string;
  numbers: readonly WrongNumber[];
  mayWrite: boolean;
  mayConfirm: boolean;
}

/** Numbers that somebody answered to be wrong, with the two repairs: another number, or the word that it is right. */
export function WrongNumbers({ guardianId, numbers, mayWrite, mayConfirm }: Props) {
  const t = useTranslations('guardians.wrong');
  return numbers.map(({ id, phone }) => (
    <Notice key={id} tone="bad" title={t('title')}>
      <p>
        <Phone number={phone} />
      </p>
      <p>{t('body')}</p>
      <div className="mt-3 grid justify-items-start gap-3">
        {mayWrite && (
          <Link href={routes.editGuardian(guardianId)} prefetch={false} className="link tap-area">
            {t('correct')}
          </Link>
        )}
        {mayConfirm && (
          <Form action={confirmNumberAction} room="guardians">
            <input type="hidden" name="guardianId" value={guardianId} />
            <input type="hidden" name="numberId" value={id} />
            <SubmitButton variant="secondary">{t('right')}</SubmitButton>
          </Form>
        )}
      </div>
    </Notice>
  ));
}
