import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChevronRight } from '@/components/ui/icons';
import { routes } from '@/lib/core/routes';

/** What an institution may decide for itself. To add a section: a line here and its words in `settings.sections`. */
const sections = [
  { section: 'grading', href: routes.gradingSettings },
  { section: 'revision', href: routes.revisionSettings },
  { section: 'jaiza', href: routes.jaizaSettings },
  { section: 'curriculum', href: routes.curriculumSettings },
  { section: 'terms', href: routes.termsSettings },
  { section: 'progress', href: routes.progressSettings },
  { section: 'care', href: routes.careSettings },
  { section: 'conversations', href: routes.conversationSettings },
] as const;

export function SectionList() {
  const t = useTranslations('settings.sections');
  return (
    <ul className="divide-y divide-line">
      {sections.map(({ section, href }) => (
        <li key={section} className="relative flex items-center gap-4 px-4 py-4 hover:bg-sunk/45 sm:px-6">
          <div className="grid flex-1 gap-1">
            <Link href={href} className="font-medium text-emerald after:absolute after:inset-0">
              {t(`${section}.title`)}
            </Link>
            <p className="text-small text-ink-2">{t(`${section}.note`)}</p>
          </div>
          <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="flip flex-none text-ink-3" />
        </li>
      ))}
    </ul>
  );
}
