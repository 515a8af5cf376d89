import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { decideSilence } from '@/lib/imports/actions';
import { SILENCES } from '@/lib/imports/schema';
import type { WishTally } from '@/lib/imports/view/schema';
import { Answers } from './answers';

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
      <p className="mb-4 text-ink-2">
        {t('lead')} {followers > 0 && t('followers', { count: followers })}
      </p>
      <Answers
        action={decideSilence}
        importId={importId}
        legend={t('all')}
        name="silence"
        answers={SILENCES}
        chosen={SILENCES.find((choice) => all[choice] === asked) ?? null}
        words={(choice) => t(`all${choice}`)}
      />
    </Sheet>
  );
}
