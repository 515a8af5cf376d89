import Link from 'next/link';
import { type Description, DescriptionList } from '@/components/ui/description-list';
import { Ltr, Phone } from '@/components/ui/figures';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

interface Props {
  email: string | null;
  phone: string | null;
  /** Whoever has no password has nothing to prove a new number with. */
  mayAddPhone: boolean;
  /** By a code to the phone alone, with nothing beside it. */
  weak: boolean;
}

/** Address, number, second factor. */
export async function SignInSheet({ email, phone, mayAddPhone, weak }: Props) {
  const t = await getTranslations('account.names');
  const link = (href: string, words: string) => (
    <Link href={href} prefetch={false} className="link tap-area">
      {words}
    </Link>
  );
  const items: Description[] = [
    {
      key: 'email',
      term: t('email'),
      value: email ? <Ltr className="break-all whitespace-normal">{email}</Ltr> : t('none'),
    },
    {
      key: 'phone',
      term: t('phone'),
      value: (
        <span className="inline-flex flex-wrap justify-end gap-x-3">
          {phone ? <Phone number={phone} /> : !mayAddPhone && t('none')}
          {mayAddPhone && link(routes.accountPhone, phone ? t('changePhone') : t('addPhone'))}
        </span>
      ),
    },
    { key: 'factor', term: t('factor'), value: link(routes.ownFactors, t('factorLink')) },
  ];
  return (
    <Sheet title={t('title')} note={t('note')} ruled>
      <DescriptionList items={items} />
      {weak && (
        <p className="mt-3 text-small text-ink-2">
          {t('weaker')} {link(routes.ownFactors, t('stronger'))}
        </p>
      )}
    </Sheet>
  );
}
