import { isolate } from '@/lib/core/i18n/isolate';
import type { getTranslations } from '@/lib/core/i18n/translations';
import type { TrailLine } from '@/lib/support/rules';

type T = Awaited<ReturnType<typeof getTranslations<'support.trail'>>>;

const named = ['students', 'guardians', 'halqas', 'staff', 'campuses'] as const;
const isNamed = (room: string): room is (typeof named)[number] => named.some((one) => one === room);

function placeOf(t: T, { opened, name }: TrailLine): string {
  const room = opened?.room ?? 'other';
  if (!opened?.id || !isNamed(room)) return t(`places.${room}`);
  return name ? t(`one.${room}`, { name: isolate(name) }) : t('one.gone');
}

/** One line of a visit in a plain sentence. */
export function lineWords(t: T, line: TrailLine): string {
  switch (line.kind) {
    case 'viewed':
      return t(line.what?.endsWith(':write') && line.opened?.leaf === null ? 'lines.form' : 'lines.opened', {
        place: placeOf(t, line),
      });
    case 'refused':
      return t('lines.refused', { place: placeOf(t, line) });
    case 'changed':
      return line.name ? t('lines.changedOne', { name: isolate(line.name) }) : t('lines.changed');
    default:
      return t(`lines.${line.action.replace('support.', '') as 'entered'}`);
  }
}
