import type { useTranslations } from 'next-intl';
import type { LocalDate } from '@/lib/core/time';
import type { Hold } from '@/lib/revision/brake/rules';

type Translate = ReturnType<typeof useTranslations<'revision.hold'>>;

/** Why new sabaq is held, in the reader's language. */
export function holdSentence(hold: Hold, t: Translate, date: (on: LocalDate) => string): string {
  switch (hold.code) {
    case 'manzilBehind':
      return t('manzilBehind', hold.params);
    case 'manzilWeak':
      return t('manzilWeak', hold.params);
    case 'jaizaWaiting':
      return t('jaizaWaiting', hold.params);
    case 'sabaqBand':
      return t('sabaqBand', { since: date(hold.params.since), reason: hold.params.reason });
  }
}
