import 'server-only';
import type { Jobs } from '@/lib/core/db/job-entrance';
import { checkImport } from './check/mutations';
import { commitImport } from './commit/mutations';
import { forgetImport } from './retention/mutations';
import { undoImport } from './undo/mutations';

export const jobs: Jobs = {
  'imports.check': checkImport,
  'imports.commit': commitImport,
  'imports.undo': undoImport,
  'imports.forget': forgetImport,
};
