/**
 * Every namespace is a file `messages/{en,ur,ar}/<namespace>.json`. To add one: a line here and a word below.
 * English gives the keys their types; a unit test holds Urdu and Arabic to the same keys and placeholders.
 */
export interface Catalogue {
  account: typeof import('./messages/en/account.json');
  audit: typeof import('./messages/en/audit.json');
  auth: typeof import('./messages/en/auth.json');
  away: typeof import('./messages/en/away.json');
  calendar: typeof import('./messages/en/calendar.json');
  common: typeof import('./messages/en/common.json');
  demo: typeof import('./messages/en/demo.json');
  errors: typeof import('./messages/en/errors.json');
  factors: typeof import('./messages/en/factors.json');
  fault: typeof import('./messages/en/fault.json');
  grades: typeof import('./messages/en/grades.json');
  imports: typeof import('./messages/en/imports.json');
  jaiza: typeof import('./messages/en/jaiza.json');
  landing: typeof import('./messages/en/landing.json');
  messages: typeof import('./messages/en/messages.json');
  mutashabihat: typeof import('./messages/en/mutashabihat.json');
  nav: typeof import('./messages/en/nav.json');
  parent: typeof import('./messages/en/parent.json');
  quran: typeof import('./messages/en/quran.json');
  reading: typeof import('./messages/en/reading.json');
  listening: typeof import('./messages/en/listening.json');
  revision: typeof import('./messages/en/revision.json');
  conversations: typeof import('./messages/en/conversations.json');
  notices: typeof import('./messages/en/notices.json');
  notifications: typeof import('./messages/en/notifications.json');
  care: typeof import('./messages/en/care.json');
  attendance: typeof import('./messages/en/attendance.json');
  lessons: typeof import('./messages/en/lessons.json');
  teacher: typeof import('./messages/en/teacher.json');
  campuses: typeof import('./messages/en/campuses.json');
  dashboard: typeof import('./messages/en/dashboard.json');
  halqas: typeof import('./messages/en/halqas.json');
  messageChannel: typeof import('./messages/en/messageChannel.json');
  messageLog: typeof import('./messages/en/messageLog.json');
  settings: typeof import('./messages/en/settings.json');
  mushaf: typeof import('./messages/en/mushaf.json');
  people: typeof import('./messages/en/people.json');
  staff: typeof import('./messages/en/staff.json');
  guardians: typeof import('./messages/en/guardians.json');
  students: typeof import('./messages/en/students.json');
  support: typeof import('./messages/en/support.json');
  progress: typeof import('./messages/en/progress.json');
  reports: typeof import('./messages/en/reports.json');
}

export type Namespace = keyof Catalogue;

export const namespaces = [
  'account',
  'audit',
  'auth',
  'away',
  'calendar',
  'common',
  'demo',
  'errors',
  'factors',
  'fault',
  'grades',
  'imports',
  'jaiza',
  'landing',
  'messages',
  'mutashabihat',
  'nav',
  'parent',
  'quran',
  'reading',
  'listening',
  'revision',
  'conversations',
  'notices',
  'notifications',
  'care',
  'attendance',
  'lessons',
  'teacher',
  'campuses',
  'dashboard',
  'halqas',
  'messageChannel',
  'messageLog',
  'settings',
  'mushaf',
  'people',
  'staff',
  'guardians',
  'students',
  'support',
  'progress',
  'reports',
] as const satisfies readonly Namespace[];
