'use client';
import { ButtonLink } from '@/components/ui/button';
import { SearchX } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { BlankPage } from './blank-page';
import { PhoneHead, PhoneMain } from './phone-head';

interface Props {
  /** Of the page, the office's frame or the phone's. */
  frame: 'blank' | 'desk' | 'phone';
  title: string;
  body: string;
  home: { href: string; label: string };
}

/** Absent, foreign and forbidden look the same. Every page carries it for the case, so it travels as words. */
export function NothingHere({ frame, title, body, home }: Props) {
  const way = (
    <ButtonLink href={home.href} variant="primary" className="justify-self-start">
      {home.label}
    </ButtonLink>
  );
  if (frame === 'blank')
    return (
      <BlankPage title={title} body={body}>
        {way}
      </BlankPage>
    );
  if (frame === 'phone')
    return (
      <>
        <PhoneHead title={title} />
        <PhoneMain>
          <hr className="rule-double" />
          <p className="text-ink-2">{body}</p>
          {way}
        </PhoneMain>
      </>
    );
  return (
    <>
      <PageHead
        title={title}
        lead={body}
        portrait={<SearchX aria-hidden size={48} strokeWidth={1} className="flex-none text-gold" />}
      />
      <div className="grid">{way}</div>
    </>
  );
}
