import { WITHHELD } from '@/lib/audit/changes/rules';
import { changeFields, isChangeField } from '@/lib/audit/rules';
import type { Changed, Entry, Named, Places } from '@/lib/audit/schema';
import { getFormat } from '@/lib/core/i18n/get-format';
import { isolate } from '@/lib/core/i18n/isolate';
import { nameIn } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { wordPortions } from '@/lib/lessons/day/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { QuranWords } from '@/lib/quran/phrase';

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

export type ChangeWords = { field: string; label: string; was: string; is: string };

/** Tells entries of the trail in the reader's language: the same words on the page and in the download. */
export async function getAuditWords({ mushaf }: { mushaf: string }) {
  const [t, attendance, grades, students, guardians, quran, lessons, roles, { locale }, format] =
    await Promise.all([
      getTranslations('audit'),
      getTranslations('attendance'),
      getTranslations('grades'),
      getTranslations('students'),
      getTranslations('guardians'),
      getTranslations('quran'),
      getTranslations('lessons'),
      getTranslations('auth.roles'),
      getPreferences(),
      getFormat(),
    ]);
  const nameOf = (one: Named) => nameIn(one, locale);

  const role = (code: string) => {
    if (code === 'system') return t('people.system');
    if (code === 'support') return t('people.support');
    return roles.has(code as 'admin') ? roles(code as 'admin') : code;
  };
  /** A name; without one, what the person is to the house: «The office». */
  const who = ({ who: person, role: code }: Pick<Entry, 'who' | 'role'>) => {
    const named = code !== 'system' && code !== 'support' && person;
    if (named) return nameOf(named);
    return t.has(`people.${code as 'admin'}`) ? t(`people.${code as 'admin'}`) : role(code);
  };

  const words: Record<string, (code: string) => string> = {
    gender: (code) => students(`gender.${code as 'MALE'}`),
    direction: (code) => students(`direction.${code as 'FORWARD'}`),
    programme: (code) => students(`programme.${code as 'HIFZ'}`),
    mushaf: (code) => quran(`mushaf.${code as 'madani15'}`),
    session: (code) => attendance(`sessions.${code as 'FAJR'}`),
    attendance: (code) => attendance(`statuses.${code as 'PRESENT'}`),
    absence: (code) => attendance(`reasons.${code as 'ILLNESS'}`),
    language: (code) => guardians(`language.${code as 'en'}`),
    relation: (code) => guardians(`relation.${code as 'FATHER'}`),
    grade: (code) => grades(code as 'GOOD'),
    listener: (code) => t(`listeners.${code as 'TEACHER'}`),
    state: (code) => t(`states.${code as 'active'}`),
    role,
  };

  const value = (field: string, raw: unknown, places: Places): string => {
    const kind = isChangeField(field) ? changeFields[field] : 'text';
    if (raw === null || raw === undefined || (Array.isArray(raw) && raw.length === 0)) return t('nothing');
    if (raw === WITHHELD) return t('withheld');
    if (kind === 'yes') return t(raw ? 'yes' : 'no');
    if (kind === 'number') return format.number(Number(raw));
    if (kind === 'day') return isDay(raw) ? format.date(raw) : String(raw);
    if (kind === 'portions')
      return wordPortions(raw as number[], {
        layout: mushaf as MushafLayout,
        words: quran as unknown as QuranWords,
        digits: format.digits,
      }).detail;
    if (kind === 'place' || kind === 'places')
      return [raw]
        .flat()
        .map((id) => {
          const place = places.get(String(id));
          return place ? nameOf(place) : t('gone');
        })
        .join(t('comma'));
    if (kind === 'sessions')
      return [raw]
        .flat()
        .map((code) => words.session!(String(code)))
        .join(t('comma'));
    if (kind === 'sessionKinds')
      return [raw]
        .flat()
        .map((pair) => {
          const [session = '', lesson = ''] = String(pair).split(':');
          return `${words.session!(session)}: ${lessons(`kinds.${lesson as 'SABAQ'}`)}`;
        })
        .join(t('comma'));
    if (kind === 'texts' || kind === 'text') return [raw].flat().map(String).join(t('comma'));
    return words[kind]?.(String(raw)) ?? String(raw);
  };

  const changes = ({ changes: list }: Pick<Entry, 'changes'>, places: Places): ChangeWords[] =>
    list.map(({ field, was, is }: Changed) => ({
      field,
      label: t(`fields.${field as 'name'}`),
      was: value(field, was, places),
      is: value(field, is, places),
    }));

  /** The one change that the sentence itself tells. */
  const inSentence = ({ changes: list }: Entry, places: Places): string => {
    const told = list.find(({ field }) => field === 'status' || field === 'grade');
    if (!told) return '';
    const { field, was, is } = told;
    return t('change', { from: isolate(value(field, was, places)), to: isolate(value(field, is, places)) });
  };

  const sentence = (entry: Entry, places: Places): string => {
    const facts = Object.fromEntries(
      Object.entries(entry.detail).flatMap(([key, fact]) => {
        if (typeof fact === 'string') return [[key, isolate(fact)]];
        return typeof fact === 'number' || typeof fact === 'boolean' ? [[key, String(fact)]] : [];
      }),
    );
    const params = {
      ...facts,
      who: isolate(who(entry)),
      name: isolate(entry.name ? nameOf(entry.name) : t('gone')),
      other: isolate(entry.other ? nameOf(entry.other) : t('gone')),
      day: isDay(entry.detail.date) ? format.date(entry.detail.date) : '',
      change: inSentence(entry, places),
    };
    const key = `actions.${entry.action}` as 'actions.student.left';
    return t.has(key) ? t(key, params) : t('unknown', { who: params.who, action: isolate(entry.action) });
  };

  /** Under the sentence: who it was in the house, from which device, for which ticket, why. */
  const notes = ({ role: code, who: person, detail }: Entry): string[] => {
    const text = (key: string) => (typeof detail[key] === 'string' ? isolate(detail[key]) : undefined);
    const kind = detail.kind;
    return [
      person && code !== 'support' ? role(code) : '',
      text('device') ?? '',
      typeof detail.section === 'string' && t.has(`sections.${detail.section as 'grading'}`)
        ? t(`sections.${detail.section as 'grading'}`)
        : '',
      typeof kind === 'string' && lessons.has(`kinds.${kind as 'SABAQ'}`)
        ? lessons(`kinds.${kind as 'SABAQ'}`)
        : '',
      typeof detail.session === 'string' && attendance.has(`sessions.${detail.session as 'FAJR'}`)
        ? attendance(`sessions.${detail.session as 'FAJR'}`)
        : '',
      typeof detail.row === 'number' ? t('row', { row: detail.row }) : '',
      typeof detail.rows === 'number' ? t('rows', { count: detail.rows }) : '',
      text('ticket') ? t('ticket', { ticket: text('ticket')! }) : '',
      text('reason') ? t('reason', { reason: text('reason')! }) : '',
    ].filter(Boolean);
  };

  /** Actions whose sentence holds the searched words, so that "erased" finds what was erased. */
  const saying = (q: string, actions: readonly string[]): string[] => {
    const wanted = q.toLowerCase();
    if (!wanted) return [];
    return actions.filter((action) => {
      const key = `actions.${action}` as 'actions.student.left';
      return (
        t.has(key) &&
        String(t.raw(key))
          .replace(/\{\w+\}/g, ' ')
          .toLowerCase()
          .includes(wanted)
      );
    });
  };

  return { sentence, changes, notes, who, role, saying, nameOf };
}

export type AuditWords = Awaited<ReturnType<typeof getAuditWords>>;
