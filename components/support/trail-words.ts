import type { getTranslations } from 'next-intl/server';
import type { TrailLine } from '@/lib/support/rules';

type T = Awaited<ReturnType<typeof getTranslations<'support.trail'>>>;

const named = ['students', 'guardians', 'halqas', 'staff', 'campuses'] as const;
const isNamed = (room: string): room is (typeof named)[number] => named.some((one) => one === room);

function placeOf(t: T, { opened, name }: TrailLine, say: (name: string) => string): string {
  const room = opened?.room ?? 'other';
  if (!opened?.id || !isNamed(room)) return t(`places.${room}`);
  return name ? t(`one.${room}`, { name: say(name) }) : t('one.gone');
}

/** One line of a visit in a plain sentence. Names are marked off, so that neither script disturbs the other. */
export function lineWords(t: T, line: TrailLine): string {
  const say = (name: string) => `\u2068${name}\u2069`;
  switch (line.kind) {
    case 'viewed':
      return t(line.what?.endsWith(':write') && line.opened?.leaf === null ? 'lines.form' : 'lines.opened', {
        place: placeOf(t, line, say),
      });
    case 'refused':
      return t('lines.refused', { place: placeOf(t, line, say) });
    case 'changed':
      return line.name ? t('lines.changedOne', { name: say(line.name) }) : t('lines.changed');
    default:
      return t(`lines.${line.action.replace('support.', '') as 'entered'}`);
  }
}
