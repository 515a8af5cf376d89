import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { TextField } from '@/components/forms/text-field';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Ltr } from '@/components/ui/figures';
import { Inbox } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { demoMailboxQuery } from '@/lib/core/auth/schema';
import { callAuth } from '@/lib/core/db/definers';
import { env } from '@/lib/core/env';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';

type Props = { searchParams: Promise<Record<string, unknown>> };
type Letter = { id: string; subject: string; body: string; received_at: Date };

/** People of prisma/seed/demo.ts. */
const addresses = ['admin@noor.example', 'ustadh@noor.example', 'yusuf@falah.example'];
const zone = 'Asia/Karachi';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('demo.mailbox'))('title') };
}

const addressOf = (address: string) => `${routes.demoMailbox}?address=${encodeURIComponent(address)}`;

/** Outside of every institution: the letters of a demonstration, by address. */
export default async function DemoMailboxPage({ searchParams }: Props) {
  if (env().DEMO !== '1') notFound();
  const { address } = demoMailboxQuery.parse(await searchParams);
  const letters = address ? await callAuth<Letter>('auth.demo_mail', [address]) : [];
  const t = await getTranslations('demo.mailbox');
  return (
    <div className="mx-auto max-w-[30rem]">
      <PhoneHead title={t('title')} />
      <PhoneMain>
        <p className="text-ink-2">{t('lead')}</p>
        <form action={routes.demoMailbox} className="grid gap-3">
          <TextField name="address" type="email" label={t('address')} defaultValue={address} required />
          <SubmitButton block>{t('show')}</SubmitButton>
        </form>
        <nav aria-label={t('addresses')} className="flex flex-wrap gap-2">
          {addresses.map((one) => (
            <ButtonLink key={one} href={addressOf(one)}>
              <Ltr>{one}</Ltr>
            </ButtonLink>
          ))}
        </nav>
        {address && <Received address={address} letters={letters} />}
        <Link href={routes.signIn} prefetch={false} className="link tap-area justify-self-start text-small">
          {t('signIn')}
        </Link>
      </PhoneMain>
    </div>
  );
}

async function Received({ address, letters }: { address: string; letters: Letter[] }) {
  const [t, format] = await Promise.all([getTranslations('demo.mailbox'), getFormat()]);
  return (
    <Sheet
      ruled
      padded={false}
      title={t.rich('to', { address: () => <Ltr>{address}</Ltr> })}
      aside={
        <ButtonLink href={addressOf(address)} variant="ghost">
          {t('again')}
        </ButtonLink>
      }
    >
      {letters.length === 0 ? (
        <EmptyState icon={Inbox} title={t('emptyTitle')}>
          {t('empty')}
        </EmptyState>
      ) : (
        <ol>
          {letters.map(({ id, subject, body, received_at }) => (
            <li key={id} className="grid gap-1 border-line px-4 py-3 not-last:border-b">
              <h3 dir="auto" className="font-semibold">
                {subject}
              </h3>
              <p className="text-caption text-ink-3">
                {format.dateShort(localDateAt(received_at, zone))} · {format.time(received_at, zone)}
              </p>
              <Body text={body} />
            </li>
          ))}
        </ol>
      )}
    </Sheet>
  );
}

/** A link stands on a line of its own; only links into this product are made to be followed. */
function Body({ text }: { text: string }) {
  const own = new URL(env().NEXTAUTH_URL).origin;
  return (
    <div dir="auto" className="grid gap-2 leading-(--leading-body)">
      {text.split(/\n{2,}/).map((part) =>
        part.startsWith(`${own}/`) ? (
          <a key={part} href={part.slice(own.length)} dir="ltr" className="link break-all">
            {part}
          </a>
        ) : (
          <p key={part} className="whitespace-pre-line">
            {part}
          </p>
        ),
      )}
    </div>
  );
}
