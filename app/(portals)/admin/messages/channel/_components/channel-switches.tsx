import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/ui/submit-button';
import { switchAll, testChannel, turnOff } from '@/lib/messages/channel/actions';
import type { ChannelView } from '@/lib/messages/channel/rules';

/** Test, pause and off, each its own form: they work before any script does. */
export function ChannelSwitches({ channel: { provider, pausedAt } }: { channel: ChannelView }) {
  const t = useTranslations('messageChannel');
  return (
    <div className="flex flex-wrap items-start gap-3">
      {provider !== 'OFF' && (
        <Form action={testChannel} room="messageChannel">
          <SubmitButton>{t('test')}</SubmitButton>
        </Form>
      )}
      <Form action={switchAll} room="messageChannel">
        <input type="hidden" name="to" value={pausedAt ? 'resume' : 'pause'} />
        <SubmitButton variant={pausedAt ? 'primary' : 'secondary'}>
          {t(pausedAt ? 'resume' : 'pause')}
        </SubmitButton>
      </Form>
      {provider !== 'OFF' && (
        <details className="min-w-0">
          <summary className="link inline-flex min-h-tap cursor-pointer items-center text-small">
            {t('off')}
          </summary>
          <Form action={turnOff} room="messageChannel" className="mt-2 max-w-md">
            <p className="text-small text-ink-2">{t('offNote')}</p>
            <SubmitButton variant="danger" className="justify-self-start">
              {t('off')}
            </SubmitButton>
          </Form>
        </details>
      )}
    </div>
  );
}
