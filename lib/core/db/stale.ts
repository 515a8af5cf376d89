import { AppError } from '../errors';

/** Why an update that names the row's `updatedAt` touched nothing: someone was faster, or there is no such row.
 *  @param there rows with that id, whatever their age */
export function staleOrGone(there: number): AppError {
  return there > 0 ? new AppError('CONFLICT', 'CONFLICT') : new AppError('NOT_FOUND', 'notFound');
}
