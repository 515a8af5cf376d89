import { useTranslations } from 'next-intl';
import { AttendanceMonth } from '@/components/charts/attendance-month';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { daysOfMonth, type Weekday } from '@/lib/core/time';
import { daysOfAttendance } from '@/lib/students/profile/rules';
import type { StudentProfile } from '@/lib/students/profile/schema';

interface Props {
  student: StudentProfile;
  institution: { weeklyHoliday: number };
  today: string;
}

/** This month as a calendar; the week begins the day after the weekly holiday. */
export function AttendanceSheet({ student, institution, today }: Props) {
  const t = useTranslations('students.profile');
  const format = useFormat();
  const { weeklyHoliday } = institution;
  const days = daysOfAttendance(student.attendance, { month: daysOfMonth(today), weeklyHoliday });
  const weekStart = ((weeklyHoliday === 0 ? 7 : weeklyHoliday) % 7) + 1;
  return (
    <Sheet title={format.month(today)} note={t('came')}>
      <AttendanceMonth month={today} today={today} days={days} weekStart={weekStart as Weekday} />
    </Sheet>
  );
}
