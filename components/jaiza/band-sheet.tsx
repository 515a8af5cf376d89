import { useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Hand, Hourglass } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { proposeBandAction } from '@/lib/jaiza/band/actions';
import { type Band, type BandProposal, stoppedDays } from '@/lib/jaiza/band/rules';
import { DecideForm } from './decide-form';

interface Props {
  studentId: string;
  today: string;
  bands: Band[];
  proposal: BandProposal | undefined;
  /** The head: what it enters holds at once. */
  head: boolean;
}

/** Sabaq band of one child: whether the lesson is stopped, since when and why; stopping it, letting it go on. */
export function BandSheet({ studentId, today, bands, proposal, head }: Props) {
  const t = useTranslations('jaiza.band');
  const format = useFormat();
  const now = bands.find(({ until }) => until === null);
  const act = now ? 'RELEASE' : 'STOP';
  return (
    <Sheet title={t('title')} note={t('total', { days: stoppedDays(bands, { today }) })}>
      <div className="grid gap-4">
        {now ? (
          <Notice tone="warn" icon={Hand} title={t('stopped', { date: format.date(now.since) })}>
            <bdi dir="auto">{now.reason}</bdi> {t('days', { days: stoppedDays([now], { today }) })}
          </Notice>
        ) : (
          <p className="text-ink-2">{t('goesOn')}</p>
        )}
        {proposal && (
          <Notice
            tone="info"
            icon={Hourglass}
            title={t(`proposed.${proposal.act}`, { date: format.date(proposal.proposedOn) })}
          >
            <bdi dir="auto">{proposal.reason}</bdi>
          </Notice>
        )}
        {proposal && head && <DecideForm id={proposal.id} act={proposal.act} from="student" />}
        {!proposal && (
          <Form action={proposeBandAction} room="jaiza">
            <input type="hidden" name="id" value={v7()} />
            <input type="hidden" name="studentId" value={studentId} />
            <input type="hidden" name="act" value={act} />
            <TextField
              name="reason"
              label={t(`reason.${act}`)}
              hint={t(head ? 'atOnce' : 'headDecides')}
              maxLength={300}
              dir="auto"
              required
            />
            <SubmitButton variant={now ? 'secondary' : 'danger'} className="justify-self-start">
              {t(`${head ? 'do' : 'propose'}.${act}`)}
            </SubmitButton>
          </Form>
        )}
      </div>
    </Sheet>
  );
}
