import Link from 'next/link';
import type { Entry, Places } from '@/lib/audit/schema';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { type LocalDate, localDateAt } from '@/lib/core/time';
import { ChangesTable } from './changes-table';
import type { AuditWords } from './words';

interface Props {
  entries: Entry[];
  places: Places;
  words: AuditWords;
  timeZone: string;
}

/** The trail by days: the hour, the sentence, and what was before beside what is now. */
export async function EntryList({ entries, places, words, timeZone }: Props) {
  const [t, format] = await Promise.all([getTranslations('audit'), getFormat()]);
  const days = new Map<LocalDate, Entry[]>();
  for (const entry of entries) {
    const day = localDateAt(entry.at, timeZone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, list]) => (
    <section key={day} aria-labelledby={`day-${day}`}>
      <h3
        id={`day-${day}`}
        className="border-b border-line bg-sunk px-4 py-2 text-small font-medium text-ink-2 sm:px-6"
      >
        {format.dateWithDay(day)}
      </h3>
      <ol>
        {list.map((entry) => {
          const notes = words.notes(entry);
          const changes = words.changes(entry, places);
          return (
            <li
              key={entry.seq}
              id={`entry-${entry.seq}`}
              className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-3 sm:grid-cols-[4rem_minmax(0,1fr)] sm:px-6"
            >
              <time dateTime={entry.at.toISOString()} className="text-small text-ink-3 tabular">
                {format.time(entry.at, timeZone)}
              </time>
              <div className="grid min-w-0 gap-1.5">
                <p className="break-words">{words.sentence(entry, places)}</p>
                {(notes.length > 0 || entry.subject === 'student') && (
                  <p className="flex flex-wrap gap-x-2 text-caption text-ink-3">
                    {notes.map((note) => (
                      <span key={note} className="min-w-0 break-words not-last:after:content-['_·']">
                        {note}
                      </span>
                    ))}
                    {entry.subject === 'student' && entry.subjectId && entry.name && (
                      <Link
                        href={routes.student(entry.subjectId)}
                        prefetch={false}
                        className="text-emerald hover:underline"
                      >
                        {t('toChild', { name: words.nameOf(entry.name) })}
                      </Link>
                    )}
                  </p>
                )}
                {changes.length > 0 && <ChangesTable changes={changes} />}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  ));
}
