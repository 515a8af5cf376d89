import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { resumeImport } from '@/lib/imports/actions';
import { isBroken, mayUndo } from '@/lib/imports/rules';
import type { ImportView } from '@/lib/imports/view/schema';

/** A saving or a taking back that came to no end: what stands now, and how to go on. */
export function ImportBroke({ view, now }: { view: ImportView; now: Date }) {
  const { id, state, problem, erasedAt } = view;
  const t = useTranslations('imports.broke');
  if (isBroken(problem, 'undoBroke') && state === 'DONE')
    return (
      <Notice tone="bad" role="alert" title={t('undoTitle')}>
        {t(mayUndo(view, now) ? 'undo' : 'undoLate')}
      </Notice>
    );
  if (!isBroken(problem, 'commitBroke') || (state !== 'DONE' && state !== 'READY')) return null;
  const rest = state === 'DONE' && !erasedAt && (
    <Form action={resumeImport} room="imports">
      <input type="hidden" name="id" value={id} />
      <SubmitButton>{t('resume')}</SubmitButton>
    </Form>
  );
  return (
    <Notice tone="bad" role="alert" title={t('commitTitle')} action={rest}>
      {t(state === 'READY' ? 'commitReady' : erasedAt ? 'commitErased' : 'commitDone')}
    </Notice>
  );
}
