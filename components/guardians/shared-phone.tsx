import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { routes } from '@/lib/core/routes';

/** Who signs in by this phone sees the children of each of these, not only the own: the office is to know (P03). */
export function SharedPhone({ others }: { others: { id: string; name: string }[] }) {
  const t = useTranslations('guardians.page');
  if (others.length === 0) return null;
  return (
    <div className="mt-4 grid gap-3">
      <Notice tone="warn" title={t('shared')}>
        {t('sharedBody')}
        <ul className="mt-2">
          {others.map(({ id, name }) => (
            <li key={id}>
              <Link href={routes.guardian(id)} prefetch={false} className="link tap-area">
                <bdi>{name}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
