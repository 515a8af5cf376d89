import { z } from 'zod';

/** The address of the list; what is not understood is as if it were not there. */
export const guardianListQuery = z.object({
  q: z.string().trim().max(120).catch('').default(''),
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
