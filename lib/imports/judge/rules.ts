import type { SheetRow } from '@/lib/adapters/sheet/port';
import { checkAsatidha, type StaffRecord } from '../asatidha/rules';
import { checkDiary, type DiaryRecord, type DiaryStudent, type Recorded } from '../diary/rules';
import type {
  ExistingCampus,
  ExistingGuardian,
  ExistingHalqa,
  ExistingStaff,
  ExistingStudent,
} from '../existing/schema';
import { checkHalqas, type HalqaRecord } from '../halqas/rules';
import type { Columns } from '../rules';
import type { CheckedRow, LocalDate } from '../schema';
import { checkStudents, type StudentRecord } from '../students/rules';

/** All that a file is judged against, by its kind. */
export type Existing = { today: LocalDate; country: string } & (
  | { kind: 'HALQAS'; campuses: ExistingCampus[]; halqas: ExistingHalqa[]; staff: ExistingStaff[] }
  | { kind: 'ASATIDHA'; halqas: ExistingHalqa[]; staff: ExistingStaff[] }
  | { kind: 'STUDENTS'; halqas: ExistingHalqa[]; students: ExistingStudent[]; guardians: ExistingGuardian[] }
  | {
      kind: 'DIARY';
      halqas: ExistingHalqa[];
      students: DiaryStudent[];
      recorded: Map<string, Recorded>;
    }
);

export type Judged =
  | { kind: 'HALQAS'; rows: CheckedRow<HalqaRecord>[] }
  | { kind: 'ASATIDHA'; rows: CheckedRow<StaffRecord>[] }
  | { kind: 'STUDENTS'; rows: CheckedRow<StudentRecord>[] }
  | { kind: 'DIARY'; rows: CheckedRow<DiaryRecord>[] };

/** One file of any kind, judged whole. */
export function judge(rows: readonly SheetRow[], columns: Columns, existing: Existing): Judged {
  switch (existing.kind) {
    case 'HALQAS':
      return { kind: 'HALQAS', rows: checkHalqas(rows, columns, existing) };
    case 'ASATIDHA':
      return { kind: 'ASATIDHA', rows: checkAsatidha(rows, columns, existing) };
    case 'STUDENTS':
      return { kind: 'STUDENTS', rows: checkStudents(rows, columns, existing) };
    case 'DIARY':
      return { kind: 'DIARY', rows: checkDiary(rows, columns, existing) };
  }
}
