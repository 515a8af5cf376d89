import type { ReactNode } from 'react';
import type { Column } from '@/components/ui/data-table';
import { Ltr, Phone } from '@/components/ui/figures';
import { PersonName } from '@/components/ui/person-name';
import { getTranslations } from '@/lib/core/i18n/translations';
import type { DiaryRecord } from '@/lib/imports/diary/rules';
import type { ImportKind } from '@/lib/imports/schema';
import type { StudentRecord } from '@/lib/imports/students/rules';
import type { RowView } from '@/lib/imports/view/schema';
import { VerdictBadge } from './verdict-badge';

/** Longer than a name is likely to be: such a cell wraps instead of widening the register. */
const LONG_NAME = 28;

type RowColumn = Column<RowView>;
type Raw = (row: RowView, field: string) => string;

function Blank({ word }: { word: string }) {
  return <span className="rounded-mark px-1 text-caption text-clay outline-2 outline-clay">{word}</span>;
}

/** The row's number in the file and whom it speaks of. */
function Who({
  row,
  name,
  native,
  detail,
}: {
  row: RowView;
  name: ReactNode;
  native?: string;
  detail?: string;
}) {
  return (
    <span className="flex items-start gap-4">
      <span className="min-w-8 pt-0.5 text-end text-ink-3 tabular">{row.rowNo}</span>
      <span className="grid justify-items-start">
        {typeof name === 'string' ? (
          <PersonName
            name={name}
            nativeName={native ?? null}
            {...(name.length > LONG_NAME && { className: 'max-w-60 whitespace-normal wrap-anywhere' })}
          />
        ) : (
          <>
            {name}
            {native && (
              <bdi lang="ur" dir="rtl" className="text-small leading-[1.7] text-ink-2">
                {native}
              </bdi>
            )}
          </>
        )}
        {detail && (
          <span className="text-caption text-ink-3">
            <Ltr>{detail}</Ltr>
          </span>
        )}
      </span>
    </span>
  );
}

function Guardian({ row, raw }: { row: RowView; raw: Raw }) {
  const first = (row.parsed as StudentRecord | null)?.guardians?.[0];
  if (first) {
    return (
      <span className="grid justify-items-start">
        <bdi>{first.name}</bdi>
        <span className="text-caption text-ink-3">
          <Phone number={first.phone} />
        </span>
      </span>
    );
  }
  const typed = raw(row, 'guardianPhone').trim();
  return (
    <span className="grid justify-items-start">
      <bdi>{raw(row, 'father')}</bdi>
      {typed && (
        <span className="rounded-mark px-1 text-caption text-clay outline-2 outline-clay">
          <Ltr>{typed}</Ltr>
        </span>
      )}
    </span>
  );
}

function Lessons({ row }: { row: RowView }) {
  const lessons = (row.parsed as DiaryRecord | null)?.lessons ?? [];
  return (
    <span className="grid">
      {lessons.map(({ kind, enteredAs }) => (
        <Ltr key={kind}>{enteredAs}</Ltr>
      ))}
    </span>
  );
}

/** The columns of a preview: what tells rows of this kind apart. The last one, what was found, is the caller's. */
export async function rowColumns(kind: ImportKind, mapping: (string | null)[]): Promise<RowColumn[]> {
  const t = await getTranslations('imports');
  const raw: Raw = (row, field) => row.cells[mapping.indexOf(field)] ?? '';
  const blank = <Blank word={t('rows.blank')} />;
  const text = (field: string, head: string): RowColumn => ({
    key: field,
    head,
    cell: (row) => <bdi>{raw(row, field)}</bdi>,
  });
  const verdict: RowColumn = {
    key: 'verdict',
    head: t('rows.verdict'),
    cell: (row) => <VerdictBadge verdict={row.verdict} />,
  };
  const who = (head: string, detail?: string): RowColumn => ({
    key: 'who',
    head,
    cell: (row) => {
      const parsed = row.parsed as { name?: string; nativeName?: string | null } | null;
      const typed = raw(row, 'name').trim();
      return (
        <Who
          row={row}
          name={typed ? (parsed?.name ?? typed) : blank}
          native={raw(row, 'nativeName').trim()}
          {...(detail && { detail: raw(row, detail).trim() })}
        />
      );
    },
  });
  switch (kind) {
    case 'STUDENTS':
      return [
        who(t('rows.student'), 'rollNo'),
        verdict,
        text('halqa', t('rows.halqa')),
        { key: 'guardian', head: t('rows.guardian'), cell: (row) => <Guardian row={row} raw={raw} /> },
      ];
    case 'ASATIDHA':
      return [
        who(t('rows.ustadh')),
        verdict,
        { key: 'phone', head: t('rows.phone'), cell: (row) => <Ltr>{raw(row, 'phone')}</Ltr> },
        text('halqa', t('rows.halqa')),
      ];
    case 'HALQAS':
      return [
        who(t('rows.halqa')),
        verdict,
        text('programme', t('rows.programme')),
        text('campus', t('rows.campus')),
        text('teacher', t('rows.ustadh')),
      ];
    case 'DIARY':
      return [
        {
          key: 'who',
          head: t('rows.day'),
          cell: (row) => <Who row={row} name={<Ltr>{raw(row, 'date')}</Ltr>} detail={raw(row, 'rollNo')} />,
        },
        verdict,
        text('attendance', t('rows.attendance')),
        { key: 'lessons', head: t('rows.lessons'), cell: (row) => <Lessons row={row} /> },
      ];
  }
}
