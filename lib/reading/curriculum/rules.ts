import { localeOfTag } from '@/lib/core/i18n/locale';
import data from '../data/curriculum.json';

/** `qaida`: lessons in the order they are taught; `rules`: of tajweed, for those who read by sight. */
export const LISTS = ['qaida', 'rules'] as const;
export type ListName = (typeof LISTS)[number];

export interface Item {
  /** For good: records name it, whatever it is called later. */
  readonly id: string;
  /** As the institution writes it; at least one of them. */
  readonly en?: string | undefined;
  readonly ur?: string | undefined;
  readonly ar?: string | undefined;
  /** No longer taught; what was recorded of it keeps its name. */
  readonly retired?: boolean | undefined;
}
export type Curriculum = Readonly<Record<ListName, readonly Item[]>>;

const listOf = (rows: string[][]): Item[] =>
  rows.map(([id, en, ur, ar]) => ({ id: id!, en: en!, ur: ur!, ar: ar! }));

/**
 * Until an institution writes its own: the seventeen lessons of the Noorani Qaida (Maulana Noor Muhammad Haqqani) by
 * the names under which its prints and their teachers know them, and the rules of tajweed of the riwayah of Hafs in the
 * order in which they are usually taught. Names only; nothing of a print's text is here.
 */
export const DEFAULT_CURRICULUM: Curriculum = { qaida: listOf(data.qaida), rules: listOf(data.rules) };

/** The name in the reader's language, else in another that the institution wrote. */
export function nameOfItem({ en, ur, ar, id }: Item, locale: string): string {
  const own = { en, ur, ar }[localeOfTag(locale)];
  return own ?? (localeOfTag(locale) === 'en' ? (ur ?? ar) : (ur ?? en ?? ar)) ?? en ?? id;
}

export const taught = (items: readonly Item[]): Item[] => items.filter(({ retired }) => !retired);

/** Any item of either list, those no longer taught too: what old records name. */
export function findItem({ qaida, rules }: Curriculum, id: string): Item | undefined {
  return qaida.find((item) => item.id === id) ?? rules.find((item) => item.id === id);
}

export type Change =
  | { readonly op: 'add'; readonly list: ListName; readonly item: Item }
  | {
      readonly op: 'rename';
      readonly id: string;
      readonly en?: string | undefined;
      readonly ur?: string | undefined;
      readonly ar?: string | undefined;
    }
  | { readonly op: 'up' | 'down' | 'retire' | 'restore'; readonly id: string };

/** The curriculum after one change; items are never taken out, so that no record loses its name. The same curriculum
 *  when there is nothing to do: an unknown item, the first one moved up, an id that is taken. */
export function changeCurriculum(before: Curriculum, change: Change): Curriculum {
  if (change.op === 'add') {
    if (findItem(before, change.item.id)) return before;
    return { ...before, [change.list]: [...before[change.list], change.item] };
  }
  const list = LISTS.find((name) => before[name].some(({ id }) => id === change.id));
  if (!list) return before;
  const items = [...before[list]];
  const at = items.findIndex(({ id }) => id === change.id);
  const item = items[at]!;
  switch (change.op) {
    case 'rename':
      items[at] = { ...item, en: change.en, ur: change.ur, ar: change.ar };
      break;
    case 'retire':
    case 'restore':
      items[at] = { ...item, retired: change.op === 'retire' };
      break;
    case 'up':
    case 'down': {
      // Past the next one that is shown with it: what is retired stands apart.
      const step = change.op === 'up' ? -1 : 1;
      let to = at + step;
      while (items[to] && Boolean(items[to]?.retired) !== Boolean(item.retired)) to += step;
      if (!items[to]) return before;
      items.splice(at, 1);
      items.splice(to, 0, item);
    }
  }
  return { ...before, [list]: items };
}
