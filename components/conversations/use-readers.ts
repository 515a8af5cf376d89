import { useTranslations } from 'next-intl';
import type { Desk, Side } from '@/lib/conversations/schema';

interface Given {
  side: Side;
  desk: Desk;
  school: string;
  guardian: string;
  asatidha: readonly string[];
}

/** The sentence that says who reads what is about to be written. */
export function useReaders({ side, desk, school, guardian, asatidha }: Given): string {
  const t = useTranslations('conversations.readers');
  const words = useTranslations('conversations');
  if (side === 'SCHOOL') return t(desk === 'USTADH' ? 'schoolUstadh' : 'school', { name: guardian });
  if (desk === 'OFFICE') return t('familyOffice', { school });
  return t('familyUstadh', { names: asatidha.join(words('separator')), school });
}
