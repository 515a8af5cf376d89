import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');
const alias = {
  '@': root,
  'server-only': path.join(root, 'node_modules/server-only/empty.js'),
};

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    // Vitest would keep one core for itself, which of two is the half.
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      {
        resolve: { alias },
        // Five seconds are short where two cores do much else.
        test: { name: 'unit', root, include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        resolve: { alias },
        // Against a running server that SERVER_URL and HIFZPRO_DATA name (scripts/test.mjs).
        test: {
          name: 'http',
          root,
          include: ['tests/attacks/http/**/*.test.ts'],
          globalSetup: ['tests/support/server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        // Kills and starts processes of its own, over the production build (NEXT_DIST).
        test: {
          name: 'faults',
          root,
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/faults.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          root,
          include: ['tests/integration/**/*.test.ts', 'tests/attacks/**/*.test.ts'],
          exclude: ['tests/attacks/http/**'],
          globalSetup: ['tests/support/database.ts'],
          setupFiles: ['tests/support/own-database.ts'],
          // A test that hangs is told all the same; one that is slow beside others is no fault.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
