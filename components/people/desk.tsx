import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { type Icon, UserRound } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';

interface Props {
  of: 'accountant';
  icon?: Icon;
}

/** What a role may do today, said plainly: nothing of the register, and why. */
export function Desk({ of: role, icon = UserRound }: Props) {
  const t = useTranslations('people.desk');
  return (
    <Sheet>
      <EmptyState icon={icon} title={t(`${role}.title`)}>
        <p>{t(`${role}.now`)}</p>
        <p className="mt-3">{t(`${role}.yours`)}</p>
      </EmptyState>
    </Sheet>
  );
}
