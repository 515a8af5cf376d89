import { useTranslations } from 'next-intl';
import { SelectField } from '@/components/forms/choice-fields';
import { TextAreaField } from '@/components/forms/text-field';
import { FileUp } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { routes } from '@/lib/core/routes';
import { IMPORT_KINDS } from '@/lib/imports/schema';
import { FileInput } from './file-input';

const PROBLEMS = ['nothingChosen', 'fileTooLarge', 'notUnderstood', 'otherRegister'] as const;

interface Props {
  newId: string;
  /** Where the page was drawn: see `drawnFor`. */
  drawn: string;
  problem?: string | undefined;
}

/** A file or pasted rows, sent as a plain form: it works without script, and a 10 MB file is not an action's matter. */
export function UploadForm({ newId, drawn, problem }: Props) {
  const t = useTranslations('imports');
  const known = PROBLEMS.find((code) => code === problem);
  return (
    <Sheet title={t('upload.title')} note={t('order')}>
      <form
        action={routes.importUpload(drawn)}
        method="post"
        encType="multipart/form-data"
        className="grid gap-5"
      >
        {known && <Notice tone="bad" role="alert" title={t(`problems.${known}`)} />}
        <input type="hidden" name="id" value={newId} />
        <div className="grid gap-5 sm:grid-cols-2">
          <FileInput label={t('upload.file')} hint={t('upload.fileHint')} />
          <SelectField
            name="kind"
            label={t('upload.kind')}
            placeholder={t('upload.kindAuto')}
            options={IMPORT_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
        </div>
        <p className="flex flex-wrap items-center gap-x-4 text-small">
          <span className="text-ink-2">{t('upload.templates')}</span>
          {IMPORT_KINDS.map((kind) => (
            <a
              key={kind}
              href={routes.importTemplate(kind)}
              download
              className="link inline-flex min-h-tap items-center"
            >
              {t(`kinds.${kind}`)}
            </a>
          ))}
        </p>
        <TextAreaField
          name="text"
          label={t('upload.paste')}
          hint={t('upload.pasteHint')}
          rows={4}
          dir="auto"
        />
        <div>
          <SubmitButton icon={<FileUp aria-hidden size={20} strokeWidth={1.75} />}>
            {t('upload.submit')}
          </SubmitButton>
        </div>
      </form>
    </Sheet>
  );
}
