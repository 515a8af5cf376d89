import { z } from 'zod';
import { searchText } from '@/lib/core/text';
import { PROGRAMMES, type Programme } from '../rules';

export const STUDENT_SORTS = ['name', '-name', 'roll', '-roll', 'admitted', '-admitted'] as const;
export type StudentSort = (typeof STUDENT_SORTS)[number];
/** The filter of children who sit in no halqa; the dashboard leads to it. */
export const NO_HALQA = 'none';
export const STATUS_FILTERS = ['ACTIVE', 'LEFT', 'ALL'] as const;

/** The address of the list. What is not understood is as if it were not there: an old link still opens. */
export const studentListQuery = z.object({
  q: searchText,
  halqa: z
    .union([z.literal(NO_HALQA), z.uuid()])
    .optional()
    .catch(undefined),
  programme: z.enum(PROGRAMMES).optional().catch(undefined),
  status: z.enum(STATUS_FILTERS).catch('ACTIVE').default('ACTIVE'),
  campus: z.uuid().optional().catch(undefined),
  sort: z.enum(STUDENT_SORTS).catch('name').default('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type StudentListQuery = z.output<typeof studentListQuery>;

export type StudentRow = {
  id: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  programme: Programme;
  status: 'ACTIVE' | 'LEFT';
  halqa: string | null;
  halqaNative: string | null;
  guardian: string | null;
  /** `YYYY-MM-DD` */
  lastLessonOn: string | null;
  admittedOn: string;
};

export type Place = { id: string; name: string; nativeName: string | null };
export type HalqaPlace = Place & { campusId: string; programme: Programme };
export type Register = { enrolled: number; anyone: boolean; halqas: HalqaPlace[]; campuses: Place[] };
