/** Prisma gives a `date` column as UTC midnight; everywhere else a local day is its ISO text. */
export const toDbDate = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const fromDbDate = (day: Date): string => day.toISOString().slice(0, 10);
