import { useTranslations } from 'next-intl';
import { LanguageSwitch } from '@/components/layout/language-switch';
import { SkipLink } from '@/components/layout/skip-link';
import { BrandMark, starPath } from '@/components/ui/brand-mark';
import { ButtonLink } from '@/components/ui/button';
import { LogIn } from '@/components/ui/icons';
import { env } from '@/lib/core/env';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

const readers = ['teacher', 'office', 'parent'] as const;
const vows = ['house', 'sold', 'stop', 'words'] as const;
const width = 'mx-auto w-full max-w-[68rem] px-5 lg:px-8';

function Star() {
  return (
    <svg viewBox="0 0 24 24" className="mt-1.5 size-4 flex-none fill-gold" aria-hidden="true">
      <path d={starPath} />
    </svg>
  );
}

function Hero() {
  const t = useTranslations('landing');
  return (
    <section className={`${width} grid gap-5 pt-8 pb-12 lg:pt-16 lg:pb-20`}>
      <p className="text-caption font-semibold text-gold-ink">{t('eyebrow')}</p>
      <h1 className="max-w-[18ch] text-(length:--text-hero)">{t('title')}</h1>
      <p className="max-w-[62ch] text-lead text-ink-2">{t('lead')}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={routes.signIn} variant="primary" size="lg" icon={LogIn} flip>
          {t('signIn')}
        </ButtonLink>
        {env().DEMO === '1' && (
          <ButtonLink href={routes.demoPhone} size="lg">
            {t('demo')}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}

function Readers() {
  const t = useTranslations('landing.roles');
  return (
    <section className={width}>
      <hr className="rule-double" />
      <div className="grid lg:grid-cols-3">
        {readers.map((reader) => (
          <div
            key={reader}
            className="grid content-start gap-2 border-line py-6 not-first:border-t lg:px-7 lg:py-8 lg:first:ps-0 lg:not-first:border-s lg:not-first:border-t-0"
          >
            <p className="text-caption font-semibold text-gold-ink">{t(`${reader}.who`)}</p>
            <h2 className="text-[1.375rem] font-normal [font-family:var(--face-title)]">
              {t(`${reader}.title`)}
            </h2>
            <p className="text-ink-2">{t(`${reader}.body`)}</p>
          </div>
        ))}
      </div>
      <hr className="rule-double" />
    </section>
  );
}

function Vows() {
  const t = useTranslations('landing.vow');
  return (
    <section className="relative bg-panel text-on-panel">
      <div aria-hidden className="pattern-star absolute inset-0 opacity-20" />
      <div className={`${width} relative grid gap-6 py-10 lg:grid-cols-[1fr_2fr] lg:py-14`}>
        <h2 className="text-[1.75rem] font-normal [font-family:var(--face-title)]">{t('title')}</h2>
        <ul className="grid gap-4">
          {vows.map((vow) => (
            <li key={vow} className="flex gap-3">
              <Star />
              <span>{t(vow)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The first page: for whom it is, the way in, what is promised. */
export default async function Landing() {
  const [t, common] = await Promise.all([getTranslations('landing'), getTranslations('common')]);
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto]">
      <SkipLink />
      <header className={`${width} flex flex-wrap items-center justify-between gap-3 py-4`}>
        <BrandMark className="text-emerald" />
        <LanguageSwitch />
      </header>
      <main id="page" className="grid content-start gap-12">
        <Hero />
        <Readers />
        <Vows />
      </main>
      <footer
        className={`${width} flex flex-wrap justify-between gap-x-6 gap-y-1 py-6 text-caption text-ink-3`}
      >
        <span>{t('made')}</span>
        <span>{common('cookies')}</span>
      </footer>
    </div>
  );
}
