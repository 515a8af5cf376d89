import 'server-only';
import { Prisma } from './generated/client';

/** Pieces of a parameterised statement, for lists whose filters and order vary; values never become text. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export type Sql = Prisma.Sql;
/** NULL in a column of JSON, which has a null of its own. */
export const sqlNull = Prisma.DbNull;

/** A table or column that the code itself names, never an input: the one thing of a statement that cannot be a parameter. */
export function nameSql(name: string): Sql {
  if (!/^[a-z]+(_[a-z]+)*$/.test(name)) throw new Error('not a name of the schema');
  return Prisma.raw(name);
}
