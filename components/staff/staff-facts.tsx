import { useTranslations } from 'next-intl';
import { DescriptionList } from '@/components/ui/description-list';
import { Ltr, Phone } from '@/components/ui/figures';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { LocalDate } from '@/lib/core/time';

interface Facts {
  contacts: { kind: string; value: string }[];
  qualification: string | null;
  joinedOn: LocalDate | null;
}

/** How to reach an ustadh, and what the institution knows of the training. */
export function StaffFacts({ member }: { member: Facts }) {
  const t = useTranslations('staff');
  const format = useFormat();
  const contacts = member.contacts.map(({ kind, value }) => ({
    key: value,
    term: kind === 'PHONE' ? t('fields.phone') : t('fields.email'),
    value:
      kind === 'PHONE' ? (
        <Phone number={value} call />
      ) : (
        <a href={`mailto:${value}`} className="link tap-area break-all">
          <Ltr className="whitespace-normal!">{value}</Ltr>
        </a>
      ),
  }));
  const facts = [
    { key: 'q', term: t('fields.qualification'), value: member.qualification },
    { key: 'j', term: t('fields.joinedOn'), value: member.joinedOn && format.date(member.joinedOn) },
  ].filter(({ value }) => value);
  return (
    <Sheet title={t('detail.contacts')}>
      {contacts.length === 0 && <p className="pb-2 text-small text-gold-ink">{t('detail.noContacts')}</p>}
      <DescriptionList
        items={[...contacts, ...facts.map((fact) => ({ ...fact, value: <bdi>{fact.value}</bdi> }))]}
      />
    </Sheet>
  );
}
