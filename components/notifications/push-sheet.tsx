import { useLocale, useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { BellOff } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { joinDevice, leaveDevice } from '@/lib/notifications/push/actions';
import type { Devices } from '@/lib/notifications/push/schema';
import { PushSwitch } from './push-switch';

/** Whether this device is told when something new waits. Nothing where the house has no key for it. */
export function PushSheet({ devices: { count, key } }: { devices: Devices }) {
  const t = useTranslations('notifications.push');
  const language = localeOfTag(useLocale());
  if (!key) return null;
  const words = (['on', 'off', 'is', 'unable', 'denied', 'failed'] as const).map((word) => [word, t(word)]);
  return (
    <Sheet title={t('title')} note={t('lead')}>
      <div className="grid gap-4">
        <PushSwitch
          serverKey={key}
          language={language}
          words={Object.fromEntries(words)}
          join={joinDevice}
          leave={leaveDevice}
        />
        <noscript>
          <p className="text-small text-ink-2">{t('noScript')}</p>
        </noscript>
        {count > 0 && (
          <Form action={leaveDevice} room="notifications" className="gap-2">
            <p className="text-small text-ink-2">{t('devices', { count })}</p>
            <SubmitButton
              variant="secondary"
              className="justify-self-start"
              icon={<BellOff aria-hidden size={20} strokeWidth={1.75} />}
            >
              {t('remove')}
            </SubmitButton>
          </Form>
        )}
      </div>
    </Sheet>
  );
}
