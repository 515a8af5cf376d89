import 'server-only';
import { noteAway } from './away';
import { openDoors } from './pools';

/** Rows of an `auth.*` function, as hifzpro_auth: sessions, codes, invitations. Values travel as parameters. */
export async function callAuth<Row extends object>(
  name: `auth.${string}`,
  values: readonly unknown[],
): Promise<Row[]> {
  const slots = values.map((_, i) => `$${i + 1}`).join(', ');
  try {
    const { rows } = await openDoors().auth.query({
      // A function with a default is two statements: each has a name of its own.
      name: `${name}/${values.length}`,
      text: `SELECT * FROM ${name}(${slots})`,
      values: [...values],
    });
    return rows as Row[];
  } catch (error) {
    await noteAway(error);
    throw error;
  }
}

/** The context of a job that this worker holds, as hifzpro_worker. */
export async function enterJob(jobId: string) {
  const { rows } = await openDoors().worker().query('SELECT * FROM auth.enter_job($1)', [jobId]);
  return rows[0] as
    | {
        context: string;
        institution_id: string;
        user_id: string;
        role: string;
        time_zone: string;
        ids: unknown;
      }
    | undefined;
}

/** The pool of the login that may count attempts (limits.bucket). */
export const limitsPool = () => openDoors().auth;
