import { z } from 'zod';
import { cleanText } from '@/lib/core/text';
import { type Curriculum, DEFAULT_CURRICULUM, type Item, LISTS, type ListName } from './rules';

export const MAX_ITEMS = 60;
const itemId = z.string().min(1).max(40);
const name = cleanText(80).optional();

const storedItem = z.object({
  id: itemId,
  en: z.string().max(80).optional(),
  ur: z.string().max(80).optional(),
  ar: z.string().max(80).optional(),
  retired: z.boolean().optional(),
});

/** The section `curriculum` of the settings as it is stored; what is missing or not understood is the default's. */
export function readCurriculum(stored: unknown): Curriculum {
  const lists = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  const items = (list: ListName): readonly Item[] => {
    const known = z.array(z.unknown()).safeParse(lists[list]);
    if (!known.success) return DEFAULT_CURRICULUM[list];
    return known.data.flatMap((one) => {
      const item = storedItem.safeParse(one);
      return item.success ? [item.data] : [];
    });
  };
  return { qaida: items('qaida'), rules: items('rules') };
}

const named = { en: name, ur: name, ar: name };
const hasName = ({
  en,
  ur,
  ar,
}: {
  en?: string | undefined;
  ur?: string | undefined;
  ar?: string | undefined;
}) => Boolean(en || ur || ar);
const noName = { error: 'nameOne', path: ['en'] };

/** One change of the curriculum: each button of its page is a form of its own. */
export const addItem = z
  .strictObject({ list: z.enum(LISTS), id: z.uuid(), ...named })
  .refine(hasName, noName);
export const renameItem = z.strictObject({ id: itemId, ...named }).refine(hasName, noName);
export const moveItem = z.strictObject({ op: z.enum(['up', 'down', 'retire', 'restore']), id: itemId });
