import { useTranslations } from 'next-intl';
import { CheckboxField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Locale } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { commitImport, discardImport } from '@/lib/imports/actions';
import { missingFields } from '@/lib/imports/columns/rules';
import type { ImportView, Tally } from '@/lib/imports/view/schema';

interface Props {
  view: ImportView;
  tally: Tally;
  locale: Locale;
}

/** The end of a preview: what the institution attests, what will be saved, and the way out. */
export function CommitBar({ view, tally, locale }: Props) {
  const t = useTranslations('imports.commit');
  const blocked = missingFields(view.kind, view.mapping).length > 0;
  const allHere = tally.due === 0 && tally.same > 0;
  const id = <input type="hidden" name="id" value={view.id} />;
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card border border-line bg-sheet px-4 py-4 shadow-float max-sm:static sm:px-6">
      {tally.undecided > 0 && (
        <p className="basis-full text-small text-gold-ink">{t('undecided', { count: tally.undecided })}</p>
      )}
      {blocked || tally.due === 0 ? (
        <p className="flex-[1_1_20rem] text-small text-ink-2">
          {blocked ? t('blocked') : allHere ? t('allHere', { count: tally.same }) : t('nothing')}
        </p>
      ) : (
        <Form
          action={commitImport}
          room="imports"
          className="flex-[1_1_24rem] items-center gap-3! sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          {id}
          {view.kind === 'STUDENTS' ? (
            <div>
              <CheckboxField name="attested" label={t('attest')} hint={t('attestHint')} required />
              <a href={routes.consentForm(locale)} className="link tap-area text-small">
                {t('template')}
              </a>
            </div>
          ) : (
            <span />
          )}
          <SubmitButton>{t('save', { count: tally.due })}</SubmitButton>
        </Form>
      )}
      <Form action={discardImport} room="imports">
        {id}
        <SubmitButton variant="secondary">{t(allHere ? 'away' : 'stop')}</SubmitButton>
      </Form>
    </div>
  );
}
