import 'server-only';
import { notFound } from 'next/navigation';
import { AppError } from './errors';

/** What a page draws; where there is nothing, or the room says so, the same 404 as at an address that is none. */
export async function orNotFound<Found>(search: Promise<Found>): Promise<NonNullable<Found>> {
  const found = await search.catch((error) => {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  });
  return found ?? notFound();
}
