import { renderSVG } from 'uqr';
import { getTranslations } from '@/lib/core/i18n/translations';
import { grouped } from '@/lib/factors/rules';

/** The key of an authenticator: drawn for a camera, and written for a hand. It never leaves for anybody's server. */
export async function SeedPicture({ secret, address }: { secret: string; address: string }) {
  const t = await getTranslations('factors.setUp');
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(address, { ecc: 'M', border: 2 }))}`;
  return (
    <div className="grid gap-3">
      {/* biome-ignore lint/performance/noImgElement: a drawing of this very request, nothing to optimise */}
      <img
        src={picture}
        alt={t('picture')}
        width={208}
        height={208}
        className="justify-self-center rounded-card border border-line bg-white"
      />
      <p className="text-small text-ink-2">{t('byHand')}</p>
      <p className="rounded-control border border-line bg-sunk px-3 py-2 text-center text-small">
        <span className="sr-only">{t('key')}: </span>
        <bdi dir="ltr" className="font-sans font-medium tabular select-all">
          {grouped(secret)}
        </bdi>
      </p>
    </div>
  );
}
