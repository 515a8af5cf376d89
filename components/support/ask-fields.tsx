import { useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { TextAreaField, TextField } from '@/components/forms/text-field';

/** What HifzPro says of itself to an institution before it comes in: ticket and reason. */
export function AskFields({ house }: { house: string }) {
  const t = useTranslations('support.own');
  return (
    <>
      {/* Made by the server, so that sending the form twice is one request. */}
      <input type="hidden" name="id" value={v7()} />
      <input type="hidden" name="house" value={house} />
      <TextField
        name="ticket"
        label={t('ticket')}
        hint={t('ticketHint')}
        required
        maxLength={40}
        autoComplete="off"
      />
      <TextAreaField
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        required
        rows={4}
        maxLength={1000}
        dir="auto"
      />
    </>
  );
}
