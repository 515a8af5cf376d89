import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PhoneField } from '@/components/forms/text-field';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Phone } from '@/components/ui/figures';
import { Inbox } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { demoPhoneQuery } from '@/lib/core/auth/schema';
import { callAuth } from '@/lib/core/db/definers';
import { env } from '@/lib/core/env';
import { useFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';

type Props = { searchParams: Promise<Record<string, unknown>> };
type Text = { body: string; received_at: Date };

/** The guardians of prisma/seed/demo.ts who signed in once. */
const numbers = ['+923001110001', '+923002220001'];
const zone = 'Asia/Karachi';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('demo'))('title') };
}

const addressOf = (number: string) => `${routes.demoPhone}?number=${encodeURIComponent(number)}`;

/** Outside of every institution: codes and reports of a demonstration, by number. */
export default async function DemoPhonePage({ searchParams }: Props) {
  if (env().DEMO !== '1') notFound();
  const { number } = demoPhoneQuery.parse(await searchParams);
  const texts = number ? await callAuth<Text>('auth.demo_phone', [number]) : [];
  const t = await getTranslations('demo');
  return (
    <div className="mx-auto max-w-[30rem]">
      <PhoneHead title={t('title')} />
      <PhoneMain>
        <p className="text-ink-2">{t('lead')}</p>
        <form action={routes.demoPhone} className="grid gap-3">
          <PhoneField name="number" label={t('number')} defaultValue={number} required />
          <SubmitButton block>{t('show')}</SubmitButton>
        </form>
        <nav aria-label={t('numbers')} className="flex flex-wrap gap-2">
          {numbers.map((one) => (
            <ButtonLink key={one} href={addressOf(one)}>
              <Phone number={one} />
            </ButtonLink>
          ))}
        </nav>
        {number && <Received number={number} texts={texts} />}
        <Link href={routes.signIn} prefetch={false} className="link tap-area justify-self-start text-small">
          {t('signIn')}
        </Link>
      </PhoneMain>
    </div>
  );
}

function Received({ number, texts }: { number: string; texts: Text[] }) {
  const t = useTranslations('demo');
  const format = useFormat();
  return (
    <Sheet
      ruled
      padded={false}
      title={t.rich('to', { phone: () => <Phone number={number} /> })}
      aside={
        <ButtonLink href={addressOf(number)} variant="ghost">
          {t('again')}
        </ButtonLink>
      }
    >
      {texts.length === 0 ? (
        <EmptyState icon={Inbox} title={t('emptyTitle')}>
          {t('empty')}
        </EmptyState>
      ) : (
        <ol>
          {texts.map(({ body, received_at }) => (
            <li
              key={`${received_at.getTime()}${body}`}
              className="grid gap-1 border-line px-4 py-3 not-last:border-b"
            >
              <p dir="auto" className="leading-(--leading-body) whitespace-pre-line">
                {body}
              </p>
              <p className="text-caption text-ink-3">
                {format.dateShort(localDateAt(received_at, zone))} · {format.time(received_at, zone)}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Sheet>
  );
}
