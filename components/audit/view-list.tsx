import type { RecordView } from '@/lib/audit/views/schema';
import { getFormat } from '@/lib/core/i18n/get-format';
import { nameIn } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';

interface Props {
  views: RecordView[];
  timeZone: string;
}

/** Who opened a child's record: name and role for people of the institution, the ticket for HifzPro support. */
export async function ViewList({ views, timeZone }: Props) {
  const [t, words, roles, format, { locale }] = await Promise.all([
    getTranslations('audit.views'),
    getTranslations('audit'),
    getTranslations('auth.roles'),
    getFormat(),
    getPreferences(),
  ]);
  if (views.length === 0) return <p className="text-ink-2">{t('none')}</p>;
  const who = (view: RecordView) => {
    if (view.role === 'support') return t('support');
    return nameIn(view, locale) ?? roles(view.role as 'admin');
  };
  const beside = ({ role, name, ticket }: RecordView) => {
    if (role === 'support') return ticket && words('ticket', { ticket });
    return name && roles(role as 'admin');
  };
  const clock = (at: Date) => format.time(at, timeZone);
  return (
    <ul className="grid">
      {views.map((view) => (
        <li
          key={view.id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-line py-2.5 not-last:border-b"
        >
          <span className="grid min-w-0">
            <bdi>{who(view)}</bdi>
            {beside(view) && <span className="text-caption text-ink-3">{beside(view)}</span>}
          </span>
          <span className="ms-auto grid text-end text-small text-ink-2 tabular">
            <span>{format.dateWithDay(view.day)}</span>
            <span className="text-caption text-ink-3">
              {view.times === 1
                ? t('once', { time: clock(view.lastAt) })
                : t('times', { count: view.times, from: clock(view.firstAt), to: clock(view.lastAt) })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
