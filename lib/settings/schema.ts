/** The rooms that let an institution decide for itself; each keeps its own shape and defaults. */
export const SETTING_SECTIONS = [
  'grading',
  'revision',
  'jaiza',
  'terms',
  'curriculum',
  'progress',
  'conversations',
] as const;
export type SettingSection = (typeof SETTING_SECTIONS)[number];

/** What is kept of each section, unread: null where the institution never decided. Its room parses it, leniently. */
export type Settings = Record<SettingSection, unknown>;
