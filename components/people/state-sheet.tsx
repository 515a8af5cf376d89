import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { dismissMember, reinstateMember, suspendMember } from '@/lib/people/actions';
import type { Act } from '@/lib/people/rules';

/** Suspending and dismissing ask why and lie behind one more tap; each can be undone by the other side of the pair. */
function Ending({ id, act }: { id: string; act: 'suspend' | 'dismiss' }) {
  const t = useTranslations('people');
  return (
    <details className="border-line not-first:border-t not-first:pt-2">
      <summary className="inline-flex min-h-tap items-center text-small text-ink-2 underline underline-offset-4">
        {t(`${act}.title`)}
      </summary>
      <p className="mt-2 max-w-[62ch] text-small text-ink-2">{t(`${act}.body`)}</p>
      <Form action={act === 'suspend' ? suspendMember : dismissMember} room="people" className="my-4">
        <input type="hidden" name="id" value={id} />
        <TextField
          name="reason"
          label={t('fields.reason')}
          hint={t('fields.reasonHint')}
          required
          maxLength={200}
          dir="auto"
        />
        <div>
          <SubmitButton variant="danger">{t(`${act}.submit`)}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}

function Return({ id, act }: { id: string; act: 'resume' | 'restore' }) {
  const t = useTranslations('people');
  return (
    <div className="grid gap-3 pb-3">
      <p className="max-w-[62ch] text-small text-ink-2">{t(`${act}.body`)}</p>
      <Form action={reinstateMember} room="people">
        <input type="hidden" name="id" value={id} />
        <div>
          <SubmitButton>{t(`${act}.submit`)}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}

/** Out of the role for a while or for good, and back. */
export function StateSheet({ id, acts }: { id: string; acts: Act[] }) {
  const t = useTranslations('people');
  return (
    <Sheet title={t('page.endings')}>
      {acts.includes('resume') && <Return id={id} act="resume" />}
      {acts.includes('restore') && <Return id={id} act="restore" />}
      {acts.includes('suspend') && <Ending id={id} act="suspend" />}
      {acts.includes('dismiss') && <Ending id={id} act="dismiss" />}
    </Sheet>
  );
}
