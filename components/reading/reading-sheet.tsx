import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import type { ReadingOf } from '@/lib/reading/view/schema';
import { ReadList } from './read-list';
import { ReadingSummary } from './reading-summary';

interface Props extends ReadingOf {
  /** Where every lesson and rule stands, for those who may go there. */
  href?: string;
}

/** A child's reading on a page about the child: how far, and the last days. */
export function ReadingSheet({ history, curriculum, href }: Props) {
  const t = useTranslations('reading.progress');
  const open = href && (
    <Link href={href} prefetch={false} className="link inline-flex min-h-tap items-center">
      {t('open')}
    </Link>
  );
  return (
    <Sheet title={t('title')} aside={open}>
      <div className="grid gap-4">
        <ReadingSummary history={history} curriculum={curriculum} />
        <ReadList records={history.records} curriculum={curriculum} />
      </div>
    </Sheet>
  );
}
