import 'server-only';
import { Prisma } from './generated/client';

/** Pieces of a parameterised statement, for lists whose filters and order vary; values never become text. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export type Sql = Prisma.Sql;
