import { clsx } from 'clsx';
import Link from 'next/link';
import { Monogram } from '@/components/ui/monogram';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { Child } from '@/lib/parents/queries';

/** Several children under one sign-in, each a link; a single one needs no choice. */
export async function ChildrenSwitch({ items, current }: { items: Child[]; current: string }) {
  if (items.length < 2) return null;
  const t = await getTranslations('parent');
  const named = await Promise.all(items.map(async (child) => ({ id: child.id, name: await nameFor(child) })));
  return (
    <nav aria-label={t('children')} className="flex flex-wrap gap-2">
      {named.map(({ id, name }) => (
        <Link
          key={id}
          href={routes.child(id)}
          prefetch={false}
          aria-current={id === current ? 'page' : undefined}
          className={clsx(
            'flex min-h-tap-thumb min-w-36 flex-1 items-center gap-2.5 rounded-card border bg-sheet px-2.5 py-1 text-small leading-snug',
            id === current
              ? 'border-emerald font-semibold text-ink inset-ring inset-ring-emerald'
              : 'border-line text-ink-2',
          )}
        >
          <Monogram name={name} />
          <bdi>{name}</bdi>
        </Link>
      ))}
    </nav>
  );
}
