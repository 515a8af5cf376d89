import fs from 'node:fs';

const args = [
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Of a browser that is not there Playwright's own is taken. */
const launchOf = (file: string) => ({
  ...(fs.existsSync(file) && { executablePath: file }),
  args: process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args,
});

const given = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const launch = launchOf(given);
/** The whole browser where the other is one that shows nothing: it alone has signs of the push service. */
export const launchWhole = launchOf(
  given.endsWith('headless-shell') && fs.existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : given,
);
