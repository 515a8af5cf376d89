'use client';
import type { ReactNode } from 'react';
import { useAnswer } from '@/components/forms/form-context';
import { spacePhone } from '@/components/ui/figures';
import type { Paper } from '@/lib/people/slips/words';

interface Props {
  /** Said beside it: that the code is shown this once. */
  ready: string;
  /** The address of the sign-in page as a picture for a camera. */
  picture: ReactNode;
  /** The print button. */
  children: ReactNode;
}

/** The slip as the action answered it, this once, in the language of who gets it. */
export function SlipPaper({ ready, picture, children }: Props) {
  const answer = useAnswer() as { paper: Paper } | undefined;
  if (!answer) return null;
  const { paper } = answer;
  return (
    <div className="grid justify-items-start gap-4 print:block">
      <p
        role="status"
        className="rounded-control bg-emerald-soft px-4 py-3.5 text-small text-emerald print:hidden"
      >
        {ready}
      </p>
      <article
        lang={paper.lang}
        dir={paper.dir}
        aria-label={paper.title}
        className="slip-paper grid w-full max-w-[26rem] gap-4 rounded-card border border-line bg-sheet p-6 text-ink shadow-raised print:max-w-none print:rounded-none print:border-0 print:p-0"
      >
        <header className="flex items-start justify-between gap-4 border-b border-line pb-3">
          <div>
            <p className="text-caption">
              <bdi>{paper.institution}</bdi>
            </p>
            <p className="text-heading font-semibold">{paper.title}</p>
            <p>
              <bdi>{paper.name}</bdi>
            </p>
          </div>
          {picture}
        </header>
        <ol className="grid list-inside list-decimal gap-3 text-small">
          <li>
            {paper.steps[0]}
            <p className="mt-1 font-medium">
              <bdi dir="ltr">{paper.address}</bdi>
            </p>
          </li>
          <li>
            {paper.steps[1]}
            <dl className="mt-2 grid gap-2">
              <div>
                <dt className="text-caption">{paper.loginLabel}</dt>
                <dd className="font-medium">
                  <bdi dir="ltr">{spacePhone(paper.login)}</bdi>
                </dd>
              </div>
              <div>
                <dt className="text-caption">{paper.codeLabel}</dt>
                <dd className="text-title font-semibold">
                  <bdi dir="ltr" className="font-sans tabular select-all">
                    {paper.code}
                  </bdi>
                </dd>
              </div>
            </dl>
          </li>
        </ol>
        <p className="border-t border-line pt-3 text-small">
          {paper.until} {paper.care}
        </p>
      </article>
      {children}
    </div>
  );
}
