import 'server-only';
import { v7 } from 'uuid';
import type { DaySession } from '@/lib/attendance/rules';
import type { Curriculum } from '@/lib/reading/curriculum/rules';
import { nameOfItem, taught } from '@/lib/reading/curriculum/rules';
import { nextPart, type Tongue, valuesOfPart, valuesOfRecord, wordPlace } from '@/lib/reading/day/rules';
import type { Reader } from '@/lib/reading/queries';
import { latestSteps } from '@/lib/reading/steps/rules';
import type { Row } from './rows';

/** A lesson that is not taught any more stays to be chosen while the record names it. */
function itemsFor(reader: Reader, curriculum: Curriculum, locale: string): Row['items'] {
  const stands = latestSteps(reader.steps);
  const list = reader.programme === 'QAIDA' ? curriculum.qaida : curriculum.rules;
  const now = taught(list);
  const kept = list.filter(({ id, retired }) => retired && id === reader.today?.item);
  return [...now, ...kept].map((item) => ({
    id: item.id,
    name: nameOfItem(item, locale),
    state: stands.get(item.id)?.state,
  }));
}

/** The rows of the page in the reader's words. */
export function rowsOf(
  readers: readonly Reader[],
  tongue: Tongue,
  sessionName: (session: DaySession) => string,
): Row[] {
  return readers.map((reader) => {
    const { today, elsewhere } = reader;
    const native = tongue.locale !== 'en' && reader.nativeName;
    const next = today ? null : nextPart(reader, tongue.curriculum);
    const place = today ? valuesOfRecord(today) : next && valuesOfPart(next, reader.mushaf);
    return {
      id: reader.id,
      name: native || reader.name,
      lang: native ? 'ur' : 'en',
      kind: reader.programme,
      away: reader.status === 'ABSENT' || reader.status === 'LEAVE',
      recordId: today?.id ?? v7(),
      place,
      label: place ? wordPlace(place, tongue) : '',
      read: today && { grade: today.grade, mistakes: today.mistakes, remark: today.remark },
      elsewhere: elsewhere && {
        session: sessionName(elsewhere.session),
        label: wordPlace(valuesOfRecord(elsewhere), tongue),
      },
      items: itemsFor(reader, tongue.curriculum, tongue.locale),
    };
  });
}
