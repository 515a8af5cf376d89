import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';

/** Of two numbers of one person the one that signed in first opens the portal; the other's holder is told to ask here. */
export function OtherNumbers({ count, signsIn }: { count: number; signsIn: boolean }) {
  const t = useTranslations('guardians.page');
  if (count < 2) return null;
  return (
    <div className="mt-4 grid gap-3">
      <Notice tone="info" title={t(signsIn ? 'oneSignsIn' : 'oneWillSignIn')}>
        {t('oneSignsInBody')}
      </Notice>
    </div>
  );
}
