import { Form } from '@/components/forms/form';
import { Badge } from '@/components/ui/badge';
import { Smartphone } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { endDevice, endOtherDevices } from '@/lib/account/actions';
import { getFormat } from '@/lib/core/i18n/get-format';
import { isolate } from '@/lib/core/i18n/isolate';
import { getTranslations } from '@/lib/core/i18n/translations';
import { localDateAt } from '@/lib/core/time';
import { ProofForm, type ProofWay } from './proof-form';

interface Device {
  id: string;
  device: string;
  since: Date;
  seenAt: Date;
  current: boolean;
  slipOf: string | null;
}

interface Props {
  devices: Device[];
  zone: string;
  /** `young`: proven minutes ago; else by what the person proves it before another device is signed out. */
  proof: 'young' | ProofWay;
  sent: string | undefined;
}

/** Every live session, this one first; one tap ends another, once the person has proven who asks. */
export async function DevicesSheet({ devices, zone, proof, sent }: Props) {
  const t = await getTranslations('account.devices');
  const others = devices.filter(({ current }) => !current);
  return (
    <Sheet title={t('title')} note={t('note')} padded={false}>
      <ul>
        {devices.map((device) => (
          <li key={device.id} className="border-line px-4 py-3 not-last:border-b sm:px-6">
            <Row device={device} zone={zone} mayEnd={proof === 'young'} />
          </li>
        ))}
      </ul>
      <div className="border-t border-line px-4 py-3 sm:px-6">
        {others.length > 0 && proof !== 'young' ? (
          <ProofForm way={proof} sent={sent} />
        ) : others.length > 0 ? (
          <Form action={endOtherDevices} room="account">
            <SubmitButton variant="secondary" className="justify-self-start">
              {t('endOthers')}
            </SubmitButton>
          </Form>
        ) : (
          <p className="text-small text-ink-2">{t('onlyThis')}</p>
        )}
      </div>
    </Sheet>
  );
}

async function Row({ device, zone, mayEnd }: { device: Device; zone: string; mayEnd: boolean }) {
  const [t, format] = await Promise.all([getTranslations('account.devices'), getFormat()]);
  const at = (moment: Date) => ({
    date: format.dateShort(localDateAt(moment, zone)),
    time: format.time(moment, zone),
  });
  const name = device.device || t('unknown');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3">
      <div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
          <bdi>{name}</bdi>
          {device.current && (
            <Badge tone="good" icon={Smartphone}>
              {t('this')}
            </Badge>
          )}
        </p>
        <p className="text-caption text-ink-3">
          {t('since', at(device.since))} · {t('seen', at(device.seenAt))}
        </p>
        {device.slipOf && (
          <p className="text-caption text-gold-ink">{t('bySlip', { institution: isolate(device.slipOf) })}</p>
        )}
      </div>
      {!device.current && mayEnd && (
        <Form action={endDevice} room="account">
          <input type="hidden" name="id" value={device.id} />
          <SubmitButton variant="ghost" aria-label={t('endLabel', { device: name, ...at(device.since) })}>
            {t('end')}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}
