import type { Role } from './roles';

/** How a role's rows of a table are cut: by the whole institution, or by ids that the context carries. */
/** `audience`: a column that holds the id of the institution, of a campus or of a halqa. */
export type Cut = 'tenant' | 'campus' | 'halqa' | 'student' | 'guardian' | 'staff' | 'user' | 'audience';
export type Verb = 'select' | 'insert' | 'update' | 'delete';
export type Rights = Partial<Record<Verb, Cut>>;
export type TableAccess = {
  /** The column that holds each cut's id, in the row itself. */
  columns: Partial<Record<Cut, string>>;
  rights: Partial<Record<Role, Rights>>;
  /** How a new row of a role must be, as SQL: what it proposes and another role decides. */
  fresh?: Partial<Record<Role, string>>;
  /** What a row must be besides for a role to reach it by any verb, as SQL over the row and the getters of the context. */
  also?: Partial<Record<Role, string>>;
  /** Verbs of the definer functions (login hifzpro_policy) on this table. */
  definer?: readonly Verb[];
  /** Columns that HifzPro support never reads, though it reads the row. */
  closed?: readonly string[];
  /** Queries of support pages may name this table and find it empty: it has no policy for them. */
  blank?: true;
};

export const read = (cut: Cut): Rights => ({ select: cut });
export const write = (cut: Cut): Rights => ({ select: cut, insert: cut, update: cut });
export const own = (cut: Cut): Rights => ({ ...write(cut), delete: cut });
/** HifzPro support on a visit: it looks; granted write, it corrects, through a login of its own. */
export const looks = { support: read('tenant'), support_write: read('tenant') } as const;
export const corrects = { support: read('tenant'), support_write: own('tenant') } as const;
export const studentRow = { campus: 'campus_id', student: 'student_id' } as const;
