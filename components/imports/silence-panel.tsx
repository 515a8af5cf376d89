import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { decideSilence } from '@/lib/imports/actions';
import { SILENCES } from '@/lib/imports/schema';
import type { WishTally } from '@/lib/imports/view/schema';

/** All remarks of the file that look like a wish for silence, answered at once; how they stand, and the way to the rows. */
export function SilencePanel({ importId, wishes }: { importId: string; wishes: WishTally }) {
  const t = useTranslations('imports.silence');
  const { asked, silent, send, followers } = wishes;
  if (asked === 0) return null;
  const all = { SILENT: silent, SEND: send };
  return (
    <Sheet
      title={t('title', { count: asked })}
      note={t('state', { silent, send, open: asked - silent - send })}
      aside={
        <Link
          href={listAddress(routes.import(importId), { show: 'decide' })}
          prefetch={false}
          scroll={false}
          className="link tap-area text-small"
        >
          {t('show')}
        </Link>
      }
    >
      <Form action={decideSilence} room="imports" className="gap-4!">
        <input type="hidden" name="id" value={importId} />
        <p className="text-ink-2">
          {t('lead')} {followers > 0 && t('followers', { count: followers })}
        </p>
        <fieldset className="flex flex-wrap gap-3">
          <legend className="sr-only">{t('all')}</legend>
          {SILENCES.map((choice) => (
            <SubmitButton
              key={choice}
              name="silence"
              value={choice}
              variant={all[choice] === asked ? 'primary' : 'secondary'}
              aria-pressed={all[choice] === asked}
            >
              {t(`all${choice}`)}
            </SubmitButton>
          ))}
        </fieldset>
      </Form>
    </Sheet>
  );
}
