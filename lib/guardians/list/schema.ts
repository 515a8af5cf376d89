import { z } from 'zod';
import { searchText } from '@/lib/core/text';

/** The address of the list; what is not understood is as if it were not there. */
export const guardianListQuery = z.object({
  q: searchText,
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type GuardianListQuery = z.output<typeof guardianListQuery>;

export type GuardianRow = {
  id: string;
  name: string;
  nativeName: string | null;
  language: string;
  phone: string | null;
  children: { id: string; name: string }[];
};
