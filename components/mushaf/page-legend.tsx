import { useTranslations } from 'next-intl';
import { HEAT_DAYS } from '@/lib/mushaf/page/rules';
import { MARK_KINDS } from '@/lib/mushaf/rules';
import css from './mushaf.module.css';

/** How to read the page, and where its words come from. */
export function PageLegend() {
  const t = useTranslations('mushaf');
  const heat = ['once', 'twice', 'often'] as const;
  return (
    <details className="text-small">
      <summary className="tap-area inline-block text-ink-2 underline decoration-1 underline-offset-4">
        {t('legend.title')}
      </summary>
      <ul className="mt-2 grid gap-1.5 text-ink-2">
        {MARK_KINDS.map((kind) => (
          <li key={kind} className="flex items-center gap-2.5">
            <span className={css.sign} data-kind={kind} />
            {t(`kinds.${kind}`)}: {t(`meaning.${kind}`)}
          </li>
        ))}
        <li>{t('legend.earlier')}</li>
        {heat.map((step, i) => (
          <li key={step} className="flex items-center gap-2.5">
            <span className={`${css.heat} ${css.band} w-7 flex-none`} data-heat={i + 1} />
            {t(`legend.${step}`, { days: HEAT_DAYS })}
          </li>
        ))}
        <li>{t('legend.lesson')}</li>
      </ul>
    </details>
  );
}
