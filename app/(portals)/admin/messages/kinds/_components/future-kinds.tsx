import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { FUTURE_KINDS } from '@/lib/messages/kinds/schema';

/** What the closed list holds beside, and why it does not go this way. */
export function FutureKinds() {
  const t = useTranslations('messageChannel.kinds.future');
  return (
    <Sheet title={t('title')} note={t('note')}>
      <ul className="grid list-disc gap-1.5 ps-5 text-small text-ink-2">
        {[...FUTURE_KINDS, 'SIGN_IN_CODE' as const].map((kind) => (
          <li key={kind}>{t(kind)}</li>
        ))}
      </ul>
    </Sheet>
  );
}
