import 'server-only';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { env } from '@/lib/core/env';
import { nameIn } from '@/lib/core/i18n/locale';
import type { LocalDate } from '@/lib/core/time';
import { gradeWord } from '@/lib/lessons/grading/rules';
import { readGrading } from '@/lib/lessons/grading/schema';
import type { Grade } from '@/lib/lessons/rules';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { portionsFromFlat } from '@/lib/quran/range-set';
import { readCurriculum } from '@/lib/reading/curriculum/schema';
import { getSettings } from '@/lib/settings/queries';
import { factsOf, type School } from '../compose/queries';
import { digestOf, factsDigest, hasFacts, reportParts, writeReport } from '../compose/rules';
import { reportWriter, type Writer } from '../compose/words';
import type { SentKind } from '../kinds/schema';
import { type Wording, wordings } from '../templates/rules';
import { templateWriter } from '../templates/words';
import {
  type Draft,
  type DraftLanguage,
  hasWeek,
  isAlert,
  type Mark,
  markWords,
  type WeekFacts,
  weekOf,
  weekParts,
} from './rules';

type Asked = {
  institutionId: string;
  kind: SentKind;
  day: LocalDate;
  today: LocalDate;
  first?: string;
  studentIds: readonly string[];
};
type Places = Record<string, string>;
type Told = Writer & { language: DraftLanguage };

/** The school, and its writers of each language, for as long as one thing is told. */
type Desk = {
  school: School;
  writerOf: (language: DraftLanguage) => Promise<Writer & { t: Awaited<ReturnType<typeof templateWriter>> }>;
};

function openDesk(school: School): Desk {
  const known = new Map<DraftLanguage, ReturnType<Desk['writerOf']>>();
  const open = async (language: DraftLanguage) => ({
    ...(await reportWriter(language)),
    t: await templateWriter(language),
  });
  return {
    school,
    writerOf(language) {
      const writer = known.get(language) ?? open(language);
      known.set(language, writer);
      return writer;
    },
  };
}

/** A draft of a wording, by what stands in its places. */
function draftOf(
  { school, writerOf }: Desk,
  {
    wording,
    digest,
    withdrawn,
    places,
    body: own,
  }: {
    wording: Wording;
    digest: string;
    withdrawn?: boolean;
    places: (told: Told, correction: boolean) => Places;
    /** Where the words are others than the wording's, within the day after the guardian wrote. */
    body?: (told: Told, places: Places, correction: boolean) => string;
  },
): Draft {
  return {
    digest,
    ...(withdrawn && { withdrawn }),
    async words(language, child, correction) {
      const { t, ...writer } = await writerOf(language);
      const told = { ...writer, language };
      const name =
        correction && `${wording}_CORRECTION` in wordings ? (`${wording}_CORRECTION` as Wording) : wording;
      const all: Places = {
        child: nameIn(child, language),
        school: nameIn(school, language),
        ...places(told, correction),
      };
      const body = own ? own(told, all, correction) : t(name, all);
      return { language, body, values: wordings[name].map((place) => all[place]!) };
    },
  };
}

/** What there is to tell of a kind, by child; children of whom there is nothing to tell are not in it. */
export async function draftsOf(tx: TenantTx, asked: Asked, school: School): Promise<Map<string, Draft>> {
  const { kind, studentIds } = asked;
  if (studentIds.length === 0) return new Map();
  switch (kind) {
    case 'DAILY_REPORT':
      return dayDrafts(tx, asked, openDesk(school));
    case 'ABSENCE_ALERT':
      return absenceDrafts(tx, asked, openDesk(school));
    case 'TEST_RESULT':
      return resultDrafts(tx, asked, openDesk(school));
    case 'WEEKLY_REPORT':
      return weekDrafts(tx, asked, openDesk(school));
    case 'WELCOME':
      return welcomeDrafts(asked, openDesk(school));
  }
}

async function schemesOf(tx: TenantTx, { institutionId, studentIds }: Asked, school: School) {
  const rows = await tx.student.findMany({
    where: { institutionId, id: { in: [...studentIds] } },
    select: { id: true, mushaf: true },
  });
  const of = new Map(rows.map(({ id, mushaf }) => [id, mushaf]));
  return (id: string) => juzSchemeOf((of.get(id) ?? school.mushaf) as MushafLayout);
}

async function dayDrafts(tx: TenantTx, asked: Asked, desk: Desk): Promise<Map<string, Draft>> {
  const { institutionId, day, today, studentIds } = asked;
  const facts = await factsOf(tx, { institutionId, date: day }, studentIds);
  const settings = await getSettings(tx, asked);
  const names = readGrading(settings.grading).words;
  const curriculum = readCurriculum(settings.curriculum);
  const schemeOf = await schemesOf(tx, asked, desk.school);
  const drafts = studentIds.flatMap((id): [string, Draft][] => {
    const own = facts(id);
    if (!hasFacts(own)) return [];
    const scheme = schemeOf(id);
    const input = ({ language }: Told) => ({
      facts: own,
      scheme,
      curriculum,
      ownGrade: (grade: Grade) => gradeWord(names, grade, language),
    });
    return [
      [
        id,
        draftOf(desk, {
          wording: 'DAILY_REPORT',
          digest: factsDigest(own),
          places: (told) => ({
            day: told.dayName(day, today),
            parts: reportParts(told.words, { child: '', day: '', ...input(told) }),
          }),
          body: (told, { child, day: named }, correction) =>
            writeReport(told.words, { ...input(told), child: child!, day: named!, correction }),
        }),
      ],
    ];
  });
  return new Map(drafts);
}

async function absenceDrafts(tx: TenantTx, asked: Asked, desk: Desk): Promise<Map<string, Draft>> {
  const { institutionId, day, today, first: session, studentIds } = asked;
  const rows = await tx.attendance.findMany({
    where: { institutionId, date: toDbDate(day), session: session ?? '', studentId: { in: [...studentIds] } },
    select: { studentId: true, status: true, reason: true },
  });
  return new Map(
    rows.map((row) => {
      const mark = { status: row.status, reason: row.reason } as Mark;
      const draft = draftOf(desk, {
        wording: 'ABSENCE_ALERT',
        digest: digestOf(mark),
        withdrawn: !isAlert(mark),
        places: ({ words: { report }, dayName }) => ({
          day: dayName(day, today),
          session: report(`session.${session}`),
          what: markWords(mark, report),
        }),
      });
      return [row.studentId, draft];
    }),
  );
}

async function resultDrafts(tx: TenantTx, asked: Asked, desk: Desk): Promise<Map<string, Draft>> {
  const { institutionId, first: testId, today, studentIds } = asked;
  const rows = await tx.jaizaResult.findMany({
    where: { institutionId, testId: testId ?? '', studentId: { in: [...studentIds] } },
    select: {
      studentId: true,
      kind: true,
      heldOn: true,
      result: true,
      score: true,
      test: { select: { juz: true } },
    },
  });
  return new Map(
    rows.map(({ studentId, kind, heldOn, result, score, test: { juz } }) => {
      const draft = draftOf(desk, {
        wording: 'TEST_RESULT',
        digest: digestOf([kind, result, String(score)]),
        places: ({ words: { report }, dayName }, correction) => {
          const came = report('test.came', { result: report(`test.${result}`), score: Number(score) });
          return {
            day: dayName(fromDbDate(heldOn), today),
            test: juz ? report('test.juz', { juz }) : report(`test.${kind}`),
            // In its place, so that the wording which is approved already can say it.
            result: correction ? report('test.corrected', { result: came }) : came,
          };
        },
      });
      return [studentId, draft];
    }),
  );
}

type WeekRow = {
  student_id: string;
  came: number;
  away: number;
  sabaq: number[][] | null;
  sabqi: number;
  manzil: number;
  read: number;
};

async function weekDrafts(tx: TenantTx, asked: Asked, desk: Desk): Promise<Map<string, Draft>> {
  const { institutionId, day, studentIds } = asked;
  const [from, to] = weekOf(day);
  const rows = await tx.$queryRaw<WeekRow[]>`
    SELECT s.id AS student_id, coalesce(a.came, 0)::int AS came, coalesce(a.away, 0)::int AS away,
      l.sabaq, coalesce(l.sabqi, 0)::int AS sabqi, coalesce(l.manzil, 0)::int AS manzil,
      (SELECT count(*)::int FROM reading_records x WHERE x.institution_id = ${institutionId}::uuid AND x.student_id = s.id
        AND x.date BETWEEN ${from}::date AND ${to}::date) AS read
    FROM unnest(${[...studentIds]}::uuid[]) AS s(id)
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE d.came) AS came, count(*) FILTER (WHERE NOT d.came) AS away FROM (
        SELECT bool_or(x.status IN ('PRESENT', 'LATE')) AS came FROM attendance x
        WHERE x.institution_id = ${institutionId}::uuid AND x.student_id = s.id AND x.date BETWEEN ${from}::date AND ${to}::date
        GROUP BY x.date) d) a ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(to_jsonb(x.portions)) FILTER (WHERE x.kind = 'SABAQ' AND x.grade <> 'REPEAT') AS sabaq,
        count(*) FILTER (WHERE x.kind = 'SABQI') AS sabqi, count(*) FILTER (WHERE x.kind IN ('MANZIL', 'GIRDAAN')) AS manzil
      FROM lessons x
      WHERE x.institution_id = ${institutionId}::uuid AND x.student_id = s.id AND x.date BETWEEN ${from}::date AND ${to}::date) l ON true`;
  const schemeOf = await schemesOf(tx, asked, desk.school);
  return new Map(
    rows.flatMap(({ student_id: id, came, away, sabaq, sabqi, manzil, read }): [string, Draft][] => {
      const facts: WeekFacts = {
        came,
        away,
        sabqi,
        manzil,
        sabaq: (sabaq ?? []).flatMap(portionsFromFlat),
        // Of whoever reads alone: the weeks of others stay as they were told.
        ...(read > 0 && { read }),
      };
      if (!hasWeek(facts)) return [];
      const draft = draftOf(desk, {
        wording: 'WEEKLY_REPORT',
        digest: digestOf(facts),
        places: ({ words, date }) => ({
          week: words.report('week.of', { from: date(from), to: date(to) }),
          parts: weekParts(facts, words, schemeOf(id)),
        }),
      });
      return [[id, draft]];
    }),
  );
}

function welcomeDrafts({ studentIds }: Asked, desk: Desk): Map<string, Draft> {
  const portal = env().NEXTAUTH_URL.replace(/\/+$/, '');
  const draft = draftOf(desk, {
    wording: 'WELCOME',
    digest: digestOf('WELCOME'),
    places: () => ({ portal }),
  });
  return new Map(studentIds.map((id) => [id, draft]));
}
