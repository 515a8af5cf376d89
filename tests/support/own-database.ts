/** The database of the lane in which this file runs (tests/support/database.ts). */
const databases = JSON.parse(process.env.TEST_DATABASES!) as Record<string, string>[];
Object.assign(process.env, databases[Number(process.env.VITEST_POOL_ID) - 1]);
