import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Hand } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Band, BandProposal } from '@/lib/jaiza/band/rules';
import { withdrawTestAction } from '@/lib/jaiza/queue/actions';
import type { HeldTest, WaitingTest } from '@/lib/jaiza/queue/rules';
import { AskForm } from './ask-form';
import { BandSheet } from './band-sheet';
import { HeldList } from './held-list';
import { WaitingList } from './waiting-list';
import { useTestName } from './words';

interface Props {
  studentId: string;
  today: string;
  waiting: WaitingTest[];
  held: HeldTest[];
  bands: Band[];
  proposal: BandProposal | undefined;
  waitingJuz: number | null;
  begun: number[];
  mayAsk: boolean;
  head: boolean;
  href: (testId: string) => string;
}

/** A child's tests and stopped lessons, for its ustadh and for the office. */
export function ChildTests({
  studentId,
  today,
  waiting,
  held,
  bands,
  proposal,
  waitingJuz,
  begun,
  ...rest
}: Props) {
  const { mayAsk, head, href } = rest;
  const t = useTranslations('jaiza');
  const nameOf = useTestName();
  return (
    <>
      {waitingJuz !== null && (
        <Notice tone="warn" icon={Hand} title={t('gate.title', { juz: waitingJuz })}>
          {t('gate.body')}
        </Notice>
      )}
      {waiting.length > 0 && (
        <Sheet title={t('queue.waiting', { count: waiting.length })} padded={false}>
          <WaitingList tests={waiting} today={today} href={href} />
          {mayAsk && (
            <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3 sm:px-6">
              {waiting
                .filter(({ begun: drawn }) => head || !drawn)
                .map((test) => (
                  <Form key={test.id} action={withdrawTestAction} room="jaiza">
                    <input type="hidden" name="id" value={test.id} />
                    <SubmitButton variant="ghost">{t('ask.withdraw', { test: nameOf(test) })}</SubmitButton>
                  </Form>
                ))}
            </div>
          )}
        </Sheet>
      )}
      {mayAsk && <AskForm studentId={studentId} begun={begun} juz={waitingJuz ?? begun[0]} />}
      {mayAsk && <BandSheet {...{ studentId, today, bands, proposal, head }} />}
      {held.length > 0 && (
        <Sheet title={t('queue.heldOf')} padded={false}>
          <HeldList tests={held} today={today} href={href} unnamed />
        </Sheet>
      )}
    </>
  );
}
