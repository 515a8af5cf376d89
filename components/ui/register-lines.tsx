'use client';
import type { ReactNode } from 'react';
import { Ltr } from './figures';
import { type Grade, GradeSign } from './grade-sign';
import { PersonName, type PersonNameProps } from './person-name';
import { Ranges } from './ranges';

type Person = { readonly person: PersonNameProps };
/** A roll number or a code, which reads left to right. */
type Code = { readonly code: string };
/** A name in whatever script it was written. */
type Name = { readonly name: string };
/** What was recited, in words, and its grade. */
type Heard = { readonly heard: readonly string[]; readonly grade: Grade; readonly word: string };

/** What stands in a cell. Words, persons, codes, names, lessons reach the browser as words, not as a drawing of them. */
export type Cell = ReactNode | Person | Code | Name | Heard;

export interface Line {
  key: string;
  tone: 'bad' | 'chosen' | undefined;
  /** One per column; the first heads the line. */
  cells: Cell[];
}

interface Props {
  /** Of the columns after the first, for the card that a line becomes on a phone. */
  heads: string[];
  classes: string[];
  lines: Line[];
}

const tones = { bad: 'bg-clay-soft', chosen: 'bg-emerald-soft' };

function drawn(cell: Cell): ReactNode {
  if (typeof cell !== 'object' || cell === null) return cell;
  if ('person' in cell) return <PersonName {...cell.person} />;
  if ('code' in cell) return <Ltr>{cell.code}</Ltr>;
  if ('name' in cell) return <bdi>{cell.name}</bdi>;
  if (!('heard' in cell)) return cell;
  return (
    <span className="grid justify-items-start gap-1 max-sm:justify-items-end">
      {cell.heard.map((words) => (
        <span key={words}>
          <Ranges text={words} />
        </span>
      ))}
      <GradeSign grade={cell.grade} word={cell.word} />
    </span>
  );
}

/** The lines of a register. Written out once, by whoever shows them: a list is mostly cells. */
export function RegisterLines({ heads, classes, lines }: Props) {
  return (
    <tbody>
      {lines.map(({ key, tone, cells: [first, ...others] }) => (
        <tr key={key} className={tone && tones[tone]}>
          <th scope="row">{drawn(first)}</th>
          {others.map((cell, index) => (
            <td key={heads[index]} data-head={heads[index]} className={classes[index] || undefined}>
              {drawn(cell)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
