import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import type { EncodingSample } from '@/lib/adapters/sheet/port';
import { routes } from '@/lib/core/routes';
import { chooseEncoding, discardImport } from '@/lib/imports/actions';
import type { ImportView, Problem } from '@/lib/imports/view/schema';
import { faultSentence } from './sentences';

const UNKNOWN: Problem = { code: 'unexpected', params: {} };
const OFFERED = ['windows-1256', 'windows-1252'] as const;

function Encodings({ id, candidates }: { id: string; candidates: EncodingSample[] }) {
  const t = useTranslations('imports.failed');
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {OFFERED.map((encoding) => {
        const samples = candidates.find((candidate) => candidate.encoding === encoding)?.samples ?? [];
        return (
          <li key={encoding} className="grid content-start gap-3 rounded-control border border-line p-4">
            <b className="font-semibold">{t(encoding)}</b>
            <div className="grid gap-1 rounded-control bg-sunk px-3 py-2 text-small wrap-anywhere">
              {samples.map((sample) => (
                <bdi key={sample}>{sample}</bdi>
              ))}
            </div>
            <Form action={chooseEncoding} room="imports">
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="encoding" value={encoding} />
              <SubmitButton variant="secondary">{t('read')}</SubmitButton>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}

/** A file that could not be taken: why, and the next thing to do. */
export function ImportFailed({ view }: { view: ImportView }) {
  const t = useTranslations('imports');
  const problem = view.problem ?? UNKNOWN;
  const { candidates } = problem.params;
  return (
    <>
      <Notice
        tone={candidates ? 'warn' : 'bad'}
        role="alert"
        title={candidates ? t('failed.encoding') : t('failed.title')}
      >
        {faultSentence(t, problem)}
      </Notice>
      {candidates && (
        <Sheet>
          <Encodings id={view.id} candidates={candidates} />
        </Sheet>
      )}
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={routes.imports} variant={candidates ? 'secondary' : 'primary'}>
          {t('failed.another')}
        </ButtonLink>
        <Form action={discardImport} room="imports">
          <input type="hidden" name="id" value={view.id} />
          <SubmitButton variant="ghost">{t('commit.stop')}</SubmitButton>
        </Form>
      </div>
    </>
  );
}
