// Who may import whom (HOUSE): app → components → lib/<room> → lib/adapters → lib/core. No allow-list.
const room = '^lib/(?!core/|adapters/)([^/]+)/';
const only = (name, from, pathNot, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: 'generated' }, to: { circular: true } },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { pathNot: '^(app|tests)/' },
      to: { path: '^app/' },
    },
    {
      name: 'core-knows-no-room',
      severity: 'error',
      from: { path: '^lib/core/' },
      to: { path: ['^components/', '^app/', '^lib/(?!core/)'] },
    },
    {
      name: 'adapters-know-no-room',
      severity: 'error',
      from: { path: '^lib/adapters/' },
      to: { path: ['^components/', '^app/', '^lib/(?!core/|adapters/)'] },
    },
    {
      name: 'lib-below-components',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    {
      name: 'components-take-no-data',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/.*/(queries|mutations|jobs)\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^lib/.*/(rules|policy)\\.ts$' },
      to: { path: '^lib/.*/(queries|mutations|actions|jobs)\\.ts$' },
    },
    {
      name: 'writes-stay-home',
      severity: 'error',
      from: { path: `${room}.*/?(actions|jobs)\\.ts$` },
      to: { path: `${room}.*mutations\\.ts$`, pathNot: '^lib/$1/' },
    },
    {
      name: 'data-knows-no-request',
      severity: 'error',
      from: { path: '^lib/.*/(queries|mutations)\\.ts$' },
      to: { path: 'next/(headers|navigation)' },
    },
    only(
      'client-only-in-db',
      '^(app|components|lib|prisma|middleware)',
      '^lib/core/db/',
      '^lib/core/db/generated',
    ),
    only('one-door-pg', '^(app|components|lib)', '^lib/core/db/', 'node_modules/pg/'),
    only(
      'one-door-jwt',
      '^(app|components|lib)',
      '^lib/core/auth/(jwt|opened-tokens)',
      'node_modules/next-auth/jwt',
    ),
    only(
      'one-door-bcrypt',
      '^(app|components|lib)',
      '^lib/core/auth/password',
      'node_modules/@node-rs/bcrypt',
    ),
    only('one-door-codes', '^(app|components|lib)', '^lib/core/auth/totp', 'node_modules/otpauth'),
    only(
      'one-door-passkeys',
      '^(app|components|lib)',
      '^lib/core/auth/passkey',
      'node_modules/@simplewebauthn/server',
    ),
    only('one-door-phone', '^(app|components|lib)', '^lib/core/phone', 'node_modules/libphonenumber-js'),
    only(
      'one-door-csv',
      '^(app|components|lib)',
      '^lib/adapters/sheet/',
      'node_modules/(papaparse|hucre|yauzl|iconv-lite)/',
    ),
    only('one-door-mail', '^(app|components|lib)', '^lib/adapters/mail/smtp', 'node_modules/nodemailer/'),
    only('one-door-logs', '^(app|components|lib)', '^lib/core/log', 'node_modules/pino/'),
    only(
      'one-door-limits',
      '^(app|components|lib)',
      '^lib/core/auth/limits',
      'node_modules/rate-limiter-flexible',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: ['lib/core/db/generated/(internal|models)', '^\\.next'] },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
