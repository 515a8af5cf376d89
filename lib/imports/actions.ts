'use server';
import { formAction } from '@/lib/core/action';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import * as decisions from './decisions/mutations';
import * as imports from './mutations';
import * as schema from './schema';

const toImport = (id: string) => ({ redirectTo: routes.import(id) });

export const chooseEncoding = formAction({
  permission: 'imports:run',
  schema: schema.encodingAction,
  run: async (tx, { id, encoding }, scope) => {
    await imports.chooseEncoding(tx, scope, id, encoding);
    return id;
  },
  after: toImport,
});

export const correctColumns = formAction({
  permission: 'imports:run',
  schema: schema.columnsAction,
  run: async (tx, { id, kind, columns }, scope) => {
    await imports.correctColumns(tx, scope, { id, kind, fields: columns });
    return id;
  },
  after: toImport,
});

export const decideRow = formAction({
  permission: 'imports:run',
  schema: schema.decisionAction,
  run: async (tx, input, scope) => {
    await imports.decideRow(tx, scope, input);
    return input.id;
  },
  after: (id) => ({ revalidate: [routes.import(id)] }),
});

export const decideSilence = formAction({
  permission: 'imports:run',
  schema: schema.silenceAction,
  run: async (tx, input, scope) => {
    await decisions.decideSilence(tx, scope, input);
    return input.id;
  },
  after: (id) => ({ revalidate: [routes.import(id)] }),
});

export const commitImport = formAction({
  permission: 'imports:run',
  schema: schema.commitAction,
  run: async (tx, { id, attested }, scope) => {
    const t = await getTranslations('imports');
    await imports.askCommit(tx, scope, { id, wording: attested ? t('commit.attest') : null });
    return id;
  },
  after: toImport,
});

export const resumeImport = formAction({
  permission: 'imports:run',
  schema: schema.importAction,
  run: async (tx, { id }, scope) => {
    await imports.resumeCommit(tx, scope, id);
    return id;
  },
  after: toImport,
});

export const discardImport = formAction({
  permission: 'imports:run',
  schema: schema.importAction,
  run: async (tx, { id }, scope) => {
    await imports.discardImport(tx, scope, id);
    return id;
  },
  after: () => ({ redirectTo: routes.imports }),
});

export const undoImport = formAction({
  permission: 'imports:run',
  schema: schema.importAction,
  run: async (tx, { id }, scope) => {
    await imports.askUndo(tx, scope, id);
    return id;
  },
  after: toImport,
});
