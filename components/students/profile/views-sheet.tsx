import Link from 'next/link';
import { ViewList } from '@/components/audit/view-list';
import { Sheet } from '@/components/ui/sheet';
import type { RecordView } from '@/lib/audit/views/schema';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';

interface Props {
  views: RecordView[];
  studentId: string;
  timeZone: string;
}

/** Who opened this record lately, as its parents see it too, and the way to all that was done to it. */
export async function ViewsSheet({ views, studentId, timeZone }: Props) {
  const t = await getTranslations('audit.views');
  return (
    <Sheet title={t('title')} note={t('note')}>
      <ViewList views={views} timeZone={timeZone} />
      <Link
        href={listAddress(routes.audit, { child: studentId })}
        prefetch={false}
        className="inline-flex min-h-tap items-center text-small font-medium text-emerald hover:underline"
      >
        {t('trail')}
      </Link>
    </Sheet>
  );
}
