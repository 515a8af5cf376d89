import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Badge, type Tone } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { Ban, Check, Hourglass, type Icon, TriangleAlert } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { messageLanguages, type TemplateState } from '@/lib/adapters/messaging/port';
import { submitTemplates } from '@/lib/messages/channel/actions';
import type { TemplateRow } from '@/lib/messages/channel/queries';
import type { ChannelView } from '@/lib/messages/channel/rules';
import { templateNameOf, wordingNames } from '@/lib/messages/templates/rules';

const signs: Record<TemplateState, { tone: Tone; icon: Icon }> = {
  PENDING: { tone: 'plain', icon: Hourglass },
  APPROVED: { tone: 'good', icon: Check },
  REJECTED: { tone: 'bad', icon: TriangleAlert },
  PAUSED: { tone: 'warn', icon: Hourglass },
  DISABLED: { tone: 'bad', icon: Ban },
};

interface Props {
  channel: ChannelView;
  templates: TemplateRow[];
  mayWrite: boolean;
}

/** Each wording in each language, and what Meta says of it. */
export function Wordings({ channel, templates, mayWrite }: Props) {
  const t = useTranslations('messageChannel');
  const rows = wordingNames.flatMap((wording) =>
    messageLanguages.map((language) => ({
      wording,
      language,
      known: templates.find((one) => one.name === templateNameOf(wording) && one.language === language),
    })),
  );
  const missing = rows.some(({ known }) => !known);
  return (
    <Sheet
      title={t('templates.title')}
      note={t('templates.note')}
      padded={false}
      className="max-w-3xl overflow-clip"
    >
      <DataTable
        caption={t('templates.title')}
        rows={rows}
        rowKey={({ wording, language }) => `${wording}/${language}`}
        columns={[
          {
            key: 'wording',
            head: t('templates.wording'),
            cell: ({ wording }) => t(`wordings.${wording}`),
          },
          {
            key: 'language',
            head: t('templates.language'),
            cell: ({ language }) => t(`languages.${language}`),
          },
          {
            key: 'state',
            head: t('templates.state'),
            cell: ({ known }) =>
              known ? (
                <span className="grid justify-items-start gap-1 max-sm:justify-items-end">
                  <Badge {...signs[known.state]}>{t(`templateStates.${known.state}`)}</Badge>
                  {(known.quality === 'YELLOW' || known.quality === 'RED') && (
                    <span className="text-caption text-ink-3">{t(`templates.quality.${known.quality}`)}</span>
                  )}
                  {known.reason && (
                    <span className="text-caption text-ink-3">
                      {t.has(`reasons.${known.reason as 'SCAM'}`) ? (
                        t(`reasons.${known.reason as 'SCAM'}`)
                      ) : (
                        <bdi>{known.reason}</bdi>
                      )}
                    </span>
                  )}
                </span>
              ) : (
                <span className="text-small text-ink-3">{t('templates.none')}</span>
              ),
          },
        ]}
      />
      {mayWrite && missing && channel.state === 'READY' && (
        <Form action={submitTemplates} room="messageChannel" className="p-4 sm:p-6">
          <SubmitButton variant="secondary" className="justify-self-start">
            {t('templates.submit')}
          </SubmitButton>
        </Form>
      )}
    </Sheet>
  );
}
