// The schema engine binary cannot be downloaded everywhere; `generate`, `validate` and `format` never run it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

import path from 'node:path';
import { defineConfig } from 'prisma/config';

export default defineConfig({ schema: path.join(import.meta.dirname) });
