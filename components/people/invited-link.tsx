'use client';
import { useAnswer } from '@/components/forms/form-context';
import { InvitationLink } from '@/components/staff/invitation-link';

interface Props {
  ready: string;
  label: string;
  copy: string;
  copied: string;
  /** With `{address}` where the address goes. */
  sentTo: string;
  nothingSent: string;
}

/** What an invitation answers, this once: the link, and whether a letter carries it too. */
export function InvitedLink({ sentTo, nothingSent, ...link }: Props) {
  const { mail } = useAnswer() as { mail: { to: string } | null };
  return (
    <div className="grid gap-3">
      <InvitationLink {...link} />
      <p>
        <bdi>{mail ? sentTo.replace('{address}', mail.to) : nothingSent}</bdi>
      </p>
    </div>
  );
}
