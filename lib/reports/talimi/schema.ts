import { z } from 'zod';

export const REPORT_LANGUAGES = ['ur', 'en'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** The report's address; anything odd in it is this year's report in Urdu. */
export const talimiQuery = z.object({
  year: z.coerce.number().int().min(1400).max(1600).optional().catch(undefined),
  lang: z.enum(REPORT_LANGUAGES).catch('ur'),
  /** Whose marks the form below the sheets holds. */
  term: z.coerce.number().int().min(1).max(3).optional().catch(undefined),
});
