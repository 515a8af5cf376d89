import { z } from 'zod';

/** The register of today may be cut to one campus by its address. */
export const dashboardView = z.object({ campus: z.uuid().or(z.literal('')).catch('') });
