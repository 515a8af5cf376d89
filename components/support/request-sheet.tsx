import { Form } from '@/components/forms/form';
import { RadioGroup } from '@/components/forms/option-groups';
import { TextAreaField } from '@/components/forms/text-field';
import { Badge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { Ban, DoorOpen, Hourglass } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTranslations } from '@/lib/core/i18n/translations';
import { approveSupport, declineSupport } from '@/lib/support/actions';
import { type Grant, VISIT_MINUTES } from '@/lib/support/rules';
import { AccessChoice } from './access-choice';

/** A request that waits: who asks and why, and the two answers. Nothing is open until one of them is given. */
export async function RequestSheet({ grant, asked }: { grant: Grant; asked: string }) {
  const t = await getTranslations('support');
  return (
    <Sheet
      title={t('request.title', { name: grant.requesterName })}
      note={t('request.asked', { when: asked })}
      aside={
        <Badge tone="warn" icon={Hourglass}>
          {t('request.waits')}
        </Badge>
      }
    >
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-4">
          <DescriptionList
            items={[
              {
                key: 'by',
                term: t('request.by'),
                value: t('request.byValue', { name: grant.requesterName }),
              },
              { key: 'ticket', term: t('request.ticket'), value: <bdi>{grant.ticket}</bdi> },
            ]}
          />
          <div>
            <p className="text-small text-ink-3">{t('request.reason')}</p>
            <p dir="auto" className="whitespace-pre-line">
              {grant.reason}
            </p>
          </div>
          <Form action={declineSupport} room="support" className="grid gap-3">
            <input type="hidden" name="id" value={grant.id} />
            <TextAreaField
              name="refusal"
              label={t('decide.refusal')}
              hint={t('decide.refusalHint')}
              required
              rows={2}
              maxLength={500}
              dir="auto"
            />
            <div>
              <SubmitButton
                variant="danger"
                icon={<Ban aria-hidden size={20} strokeWidth={1.75} />}
                pendingText={t('decide.refusing')}
              >
                {t('decide.refuse')}
              </SubmitButton>
            </div>
          </Form>
        </div>
        <Form action={approveSupport} room="support" className="grid gap-5">
          <input type="hidden" name="id" value={grant.id} />
          <RadioGroup
            name="minutes"
            label={t('decide.minutes')}
            hint={t('decide.clock')}
            required
            defaultValue="60"
            options={VISIT_MINUTES.map((minutes) => ({
              value: String(minutes),
              label: t(`decide.choices.${minutes}`),
            }))}
          />
          <AccessChoice
            label={t('decide.access')}
            note={t('decide.never')}
            options={[
              { value: 'read', label: t('decide.read'), hint: t('decide.readHint') },
              { value: 'write', label: t('decide.write'), hint: t('decide.writeHint') },
            ]}
          />
          <div>
            <SubmitButton
              icon={<DoorOpen aria-hidden size={20} strokeWidth={1.75} />}
              pendingText={t('decide.opening')}
            >
              {t('decide.open')}
            </SubmitButton>
          </div>
        </Form>
      </div>
    </Sheet>
  );
}
