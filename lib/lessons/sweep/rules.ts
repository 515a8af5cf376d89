import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import type { Custom } from '../customs/schema';
import type { Grade, LessonKind, Listener, MistakeKind, Mistakes } from '../rules';

// Types alone are imported: the phone loads this file without the tables of the Quran.

/** What was recited of one kind. The id is the record's for good: saving again corrects. */
export interface Heard {
  readonly id: string;
  readonly grade: Grade;
  readonly mistakes: Mistakes;
  readonly remark?: string | undefined;
  /** The ustadh of the halqa when nobody is named. */
  readonly listener?: Listener | undefined;
  readonly heardBy?: string | undefined;
  /** The server has had it, so it can be corrected but no longer undone. */
  readonly kept: boolean;
}

/** One kind for one child: what is due or was recited, in figures, and how it went. */
export interface Plan {
  readonly kind: LessonKind;
  /** `[from, to …]`; empty when nothing is due. */
  readonly portions: readonly number[];
  /** `5:15–20`, `juz 4` */
  readonly label: string;
  /** `page 110` */
  readonly detail: string;
  readonly enteredAs?: string | undefined;
  /** As it would be typed: `5:15–20, 6:1–4` */
  readonly typed?: string | undefined;
  /** What was due before the teacher changed it. */
  readonly due?: Pick<Plan, 'portions' | 'label' | 'detail' | 'typed'> | undefined;
  /** Customs on which the teacher insists for these portions. */
  readonly insisted?: readonly Custom[] | undefined;
  readonly heard?: Heard | undefined;
  /** What was marked on the page of the mushaf before the lesson is heard, with the grade proposed for it. */
  readonly marked?: Pick<Heard, 'mistakes' | 'grade'> | undefined;
  /** The teacher said so: Done passes it over. */
  readonly skipped?: boolean | undefined;
  /** It was heard by mistake, and the server may still think so. */
  readonly unheard?: boolean | undefined;
  /** Another session of the day has it; while it is skipped nothing of it is due here. */
  readonly aside?: Aside | undefined;
}

export interface Aside {
  /** Heard there; undefined: it will be. */
  readonly heard?: { readonly label: string; readonly href: string } | undefined;
  /** `Fajr: heard, excellent` */
  readonly text: string;
}

export interface Mark {
  readonly id: string;
  readonly status: AttendanceStatus;
  readonly reason?: AbsenceReason | undefined;
  readonly kept: boolean;
}

export interface Kid {
  readonly id: string;
  readonly name: string;
  /** Language of the name as written. */
  readonly lang: string;
  readonly plans: readonly Plan[];
  readonly mark?: Mark | undefined;
  /** How an earlier session of the day missed the child: `Fajr: absent, illness`. */
  readonly missed?: string | undefined;
  /** New sabaq is held back: why, in words, and whether the ustadh may release it. */
  readonly hold?: { readonly text: string; readonly release: boolean } | undefined;
}

/** A session of the halqa, as every command names it. */
export interface SessionKey {
  readonly halqaId: string;
  readonly date: string;
  readonly session: string;
}

export const NO_MISTAKES: Mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };

export function countMistakes(mistakes: Mistakes): number {
  return Object.values(mistakes).reduce((sum, count) => sum + count, 0);
}

export function isAway({ mark }: Pick<Kid, 'mark'>): boolean {
  return mark?.status === 'ABSENT' || mark?.status === 'LEAVE';
}

/** What another session has, while this one does not hear it all the same. */
export const asideOf = ({ aside, skipped, heard }: Plan): Aside | undefined =>
  skipped && !heard ? aside : undefined;

/** What another session has is heard here all the same: said by name, so that it is not asked about again. */
export const hearHere = (plan: Plan): Plan => ({
  ...plan,
  skipped: false,
  insisted: [...new Set([...(plan.insisted ?? []), ...(plan.aside?.heard ? (['heardToday'] as const) : [])])],
});

const isDue = (plan: Plan) => plan.portions.length > 0 && !asideOf(plan);

/** `none`: nothing to recite (reading by sight, or nothing due); `part`: one of several kinds was heard. */
export type KidState = 'away' | 'none' | 'unheard' | 'part' | 'clean' | 'some' | 'repeat';

export function stateOf(kid: Kid): KidState {
  const heard = kid.plans.flatMap((plan) => (plan.heard ? [plan.heard] : []));
  if (isAway(kid) && heard.length === 0) return 'away';
  if (heard.length === 0) return kid.plans.some(isDue) ? 'unheard' : 'none';
  if (heard.some(({ grade }) => grade === 'REPEAT')) return 'repeat';
  if (heard.some(({ grade, mistakes }) => grade !== 'EXCELLENT' || countMistakes(mistakes) > 0))
    return 'some';
  return kid.plans.some((plan) => isDue(plan) && !plan.heard && !plan.skipped) ? 'part' : 'clean';
}

export interface Tally {
  readonly here: number;
  readonly absent: number;
  readonly leave: number;
  readonly unmarked: number;
  /** Children with something to recite who are not away. */
  readonly reciting: number;
  readonly heard: number;
}

export function tallyOf(kids: readonly Kid[]): Tally {
  const tally = { here: 0, absent: 0, leave: 0, unmarked: 0, reciting: 0, heard: 0 };
  for (const kid of kids) {
    if (!kid.mark) tally.unmarked += 1;
    else if (kid.mark.status === 'ABSENT') tally.absent += 1;
    else if (kid.mark.status === 'LEAVE') tally.leave += 1;
    else tally.here += 1;
    const state = stateOf(kid);
    if (state === 'away' || state === 'none') continue;
    tally.reciting += 1;
    if (state !== 'unheard') tally.heard += 1;
  }
  return tally;
}

/** Clean, but for what was marked on the page already. */
function atFirst({ marked }: Plan, newId: () => string): Heard {
  return { id: newId(), grade: 'EXCELLENT', mistakes: NO_MISTAKES, ...marked, kept: false };
}

/** Every kind that is due and neither heard nor passed over, heard without a mistake; whoever recites is here. */
export function hearClean(kid: Kid, newId: () => string): Kid {
  const plans = kid.plans.map(
    (plan): Plan =>
      isDue(plan) && !plan.heard && !plan.skipped ? { ...plan, heard: atFirst(plan, newId) } : plan,
  );
  return here({ ...kid, plans }, newId);
}

/** Whoever recites is here: an absence that was marked before was a slip. */
export function here(kid: Kid, newId: () => string): Kid {
  if (kid.mark && !isAway(kid)) return kid;
  return { ...kid, mark: { id: kid.mark?.id ?? newId(), status: 'PRESENT', kept: kid.mark?.kept ?? false } };
}

/** Changes one kind; the first touch makes it heard. */
export function hearOne(
  kid: Kid,
  kind: LessonKind,
  change: Partial<Omit<Heard, 'id' | 'kept'>>,
  newId: () => string,
): Kid {
  const plans = kid.plans.map((plan): Plan => {
    if (plan.kind !== kind) return plan;
    const before = plan.heard ?? atFirst(plan, newId);
    return { ...plan, skipped: false, heard: { ...before, ...change } };
  });
  return here({ ...kid, plans }, newId);
}

/** What was heard by mistake was not heard: whatever the server knows of it by then is taken out. */
export function unhear(kid: Kid, kind: LessonKind): Kid {
  return {
    ...kid,
    plans: kid.plans.map((plan) =>
      plan.kind === kind ? { ...plan, heard: undefined, skipped: true, unheard: true } : plan,
    ),
  };
}

/** No lesson of this kind here: Done passes it over, and what was heard of it already was heard by mistake. */
export function skip(kid: Kid, kind: LessonKind): Kid {
  const plans = kid.plans.map((plan) => (plan.kind === kind ? { ...plan, skipped: true } : plan));
  return kid.plans.some((plan) => plan.kind === kind && plan.heard) ? unhear(kid, kind) : { ...kid, plans };
}

/** Another page took these out meanwhile: they stand out here too, and this page's next word leaves them alone. */
export function outElsewhere(kid: Kid, kinds: readonly string[]): Kid {
  return {
    ...kid,
    plans: kid.plans.map((plan) =>
      kinds.includes(plan.kind) ? { ...plan, heard: undefined, skipped: true, unheard: false } : plan,
    ),
  };
}

/** Another kind beside the usual ones, to be filled: a girdaan of one who still memorises. */
export function addKind(kid: Kid, kind: LessonKind): Kid {
  if (kid.plans.some((plan) => plan.kind === kind)) return kid;
  return { ...kid, plans: [...kid.plans, { kind, portions: [], label: '', detail: '' }] };
}

/** The teacher changed what is recited: what was due stays at hand. */
export function changePortions(
  plan: Plan,
  to: Pick<Plan, 'portions' | 'label' | 'detail' | 'typed' | 'enteredAs' | 'insisted'>,
): Plan {
  const { portions, label, detail, typed } = plan;
  const due =
    plan.due ?? (plan.heard || portions.length === 0 ? undefined : { portions, label, detail, typed });
  return { ...plan, ...to, skipped: false, ...(due && { due }) };
}

/** Every kind of a child on whose odd points the server asked: the teacher insists on them. */
export function insist(kid: Kid, kinds: Readonly<Record<string, readonly Custom[]>>): Kid {
  return {
    ...kid,
    plans: kid.plans.map((plan) => {
      const asked = kinds[plan.kind];
      return asked ? { ...plan, insisted: [...new Set([...(plan.insisted ?? []), ...asked])] } : plan;
    }),
  };
}

export function mark(
  kid: Kid,
  status: AttendanceStatus,
  reason: AbsenceReason | undefined,
  newId: () => string,
): Kid {
  return {
    ...kid,
    mark: { id: kid.mark?.id ?? newId(), status, ...(reason && { reason }), kept: kid.mark?.kept ?? false },
  };
}

export function addMistake(mistakes: Mistakes, kind: MistakeKind, by: 1 | -1): Mistakes {
  return { ...mistakes, [kind]: Math.min(99, Math.max(0, mistakes[kind] + by)) };
}

/** All that was heard of a child as one command's input, so that a later command of the same child replaces it whole. */
export function lessonsInput(kid: Kid, session: SessionKey, correctionReason?: string) {
  return {
    studentId: kid.id,
    ...session,
    ...(correctionReason && { correctionReason }),
    entries: kid.plans.flatMap(({ kind, portions, enteredAs, insisted = [], heard }) =>
      heard
        ? [
            {
              id: heard.id,
              kind,
              portions,
              grade: heard.grade,
              mistakes: heard.mistakes,
              listener: heard.listener ?? 'TEACHER',
              ...(heard.heardBy && { heardBy: heard.heardBy }),
              insisted,
              ...(heard.remark && { remark: heard.remark }),
              ...(enteredAs && { enteredAs }),
            },
          ]
        : [],
    ),
    unheard: kid.plans.flatMap(({ kind, heard, unheard }) => (unheard && !heard ? [kind] : [])),
  };
}

export function attendanceInput(kids: readonly Kid[], session: SessionKey, correctionReason?: string) {
  return {
    ...session,
    ...(correctionReason && { correctionReason }),
    entries: kids.flatMap(({ id: studentId, mark: made }) =>
      made
        ? [{ id: made.id, studentId, status: made.status, ...(made.reason && { reason: made.reason }) }]
        : [],
    ),
  };
}

/** After the server has it: what stands now can be corrected, no longer undone. */
export function keep(kid: Kid): Kid {
  return {
    ...kid,
    plans: kid.plans.map(({ unheard: _, ...plan }) =>
      plan.heard ? { ...plan, heard: { ...plan.heard, kept: true } } : plan,
    ),
    ...(kid.mark && { mark: { ...kid.mark, kept: true } }),
  };
}
