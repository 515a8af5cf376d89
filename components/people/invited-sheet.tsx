import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Link2 } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { renewInvitation, withdrawInvitation } from '@/lib/people/actions';
import { InvitedLink } from './invited-link';

type Words = Parameters<typeof InvitedLink>[0];

/** Somebody who has not come yet: a new link, or none any more. */
export function InvitedSheet({ id, words }: { id: string; words: Words }) {
  const t = useTranslations('people.invitation');
  return (
    <Sheet title={t('title')}>
      <p className="max-w-[62ch] text-small text-ink-2">{t('body')}</p>
      <div className="mt-4 grid gap-4">
        <Form action={renewInvitation} room="people" success={<InvitedLink {...words} />}>
          <input type="hidden" name="id" value={id} />
          <div>
            <SubmitButton icon={<Link2 aria-hidden size={20} strokeWidth={1.75} />}>
              {t('remake')}
            </SubmitButton>
          </div>
        </Form>
        <Form action={withdrawInvitation} room="people">
          <input type="hidden" name="id" value={id} />
          <div>
            <SubmitButton variant="ghost">{t('withdraw')}</SubmitButton>
          </div>
        </Form>
      </div>
    </Sheet>
  );
}
