import { defineConfig } from '@playwright/test';
import { launch } from './e2e/chromium';

/** Against a running production build (scripts/test.mjs starts it, sets BASE_URL and says how many at a time). */
export default defineConfig({
  testDir: './e2e',
  outputDir: './.output/e2e',
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? './.output/e2e.json' }]],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://localhost:3210',
    locale: 'en-GB',
    timezoneId: 'Asia/Karachi',
    // Pictures of every step cost as much as many a page; one is made where a test fails.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: launch,
  },
});
