import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { can, type Permission, type Role } from '@/lib/core/auth/roles';
import { routes } from '@/lib/core/routes';

type Room = { word: Word; href: (studentId: string) => string; permission: Permission };
type Word = 'jaiza' | 'mutashabihat' | 'progress' | 'revision' | 'talimi' | 'mushaf' | 'heat' | 'write';

/** The further pages of a child's record, by portal. To add one: a line here and its word in `nav.rooms`. */
const rooms: Record<'admin' | 'teacher', Room[]> = {
  admin: [
    { word: 'jaiza', href: routes.studentTests, permission: 'jaiza:read' },
    { word: 'progress', href: routes.studentProgress, permission: 'reports:read' },
    { word: 'talimi', href: routes.talimi, permission: 'reports:read' },
    { word: 'mushaf', href: (id) => routes.studentMushaf(id, 'today'), permission: 'students:read' },
    { word: 'heat', href: (id) => routes.studentHeat(id), permission: 'students:read' },
    { word: 'write', href: (id) => routes.newConversation(id), permission: 'conversations:write' },
  ],
  teacher: [
    { word: 'jaiza', href: routes.teacherStudentTests, permission: 'halqa:teach' },
    { word: 'mutashabihat', href: routes.mutashabihat, permission: 'halqa:teach' },
    { word: 'revision', href: routes.studentRevision, permission: 'halqa:teach' },
    { word: 'progress', href: routes.teacherProgress, permission: 'halqa:teach' },
    { word: 'mushaf', href: (id) => routes.mushaf(id, 'today'), permission: 'halqa:teach' },
    { word: 'heat', href: (id) => routes.mushafHeat(id), permission: 'halqa:teach' },
    { word: 'write', href: routes.teacherNewConversation, permission: 'halqa:teach' },
  ],
};

/** Links to them, as many as the role may open. */
export function StudentRooms({
  portal,
  student,
  role,
}: {
  portal: keyof typeof rooms;
  student: { id: string; name: string };
  role: Role;
}) {
  const t = useTranslations('nav.rooms');
  return (
    <nav aria-label={t('label', { name: student.name })} className="flex flex-wrap gap-2 print:hidden">
      {rooms[portal]
        .filter(({ permission }) => can(role, permission))
        .map(({ word, href }) => (
          <ButtonLink key={word} href={href(student.id)}>
            {t(word)}
          </ButtonLink>
        ))}
    </nav>
  );
}
