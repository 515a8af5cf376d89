import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { holdSentence } from '@/components/revision/hold-sentence';
import { Hand } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { releaseSabaqAction } from '@/lib/revision/actions';
import { mayRelease } from '@/lib/revision/brake/rules';
import type { ChildRevision } from '@/lib/revision/child/queries';

/** What holds new sabaq, with its release where that is the ustadh's. */
export function HoldNotice({ child, name }: { child: ChildRevision; name: string }) {
  const t = useTranslations('revision.hold');
  const format = useFormat();
  const { hold, releasedUntil } = child;
  if (!hold) return releasedUntil && <p>{t('released', { date: format.dateShort(releasedUntil) })}</p>;
  return (
    <Notice tone="warn" icon={Hand}>
      {holdSentence(hold, t, format.date)}
      {mayRelease(hold) && (
        <Form action={releaseSabaqAction} room="revision" className="mt-2">
          <input type="hidden" name="studentId" value={child.id} />
          <SubmitButton
            variant="secondary"
            aria-label={t('releaseOf', { name })}
            className="justify-self-start"
          >
            {t('release')}
          </SubmitButton>
        </Form>
      )}
    </Notice>
  );
}
