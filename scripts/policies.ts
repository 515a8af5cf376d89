import fs from 'node:fs';
import path from 'node:path';
import { policiesSql } from '../lib/core/auth/policy-sql';

const sql = path.resolve(import.meta.dirname, '../prisma/sql');
fs.writeFileSync(path.join(sql, '30-policies.sql'), policiesSql('wrapped'));
fs.writeFileSync(path.join(sql, '30-policies.citus.sql'), policiesSql('bare'));
