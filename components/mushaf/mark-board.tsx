'use client';
import { type FormEvent, type ReactNode, useActionState, useCallback, useState } from 'react';
import { Toast } from '@/components/ui/toast';
import type { FormAction } from '@/lib/core/form-state';
import { MARK_KINDS, type MarkKind, readPlace } from '@/lib/mushaf/rules';
import { MarkedToday } from './marked-today';
import css from './mushaf.module.css';
import { type TodayMark, useMarks } from './use-marks';
import { type BoardWords, fill } from './words';

interface Props {
  studentId: string;
  page: number;
  date: string;
  /** For whom and where the page was drawn; and the field that carries it in a form. */
  drawn: string;
  drawnField: string;
  /** Of the next mark, where there is no script to make one. */
  freshId: string;
  marks: readonly TodayMark[];
  /** `4:100` of every ayah on the page. */
  ayat: Readonly<Record<number, string>>;
  /** "Line 3", by the code that a mark on it has. */
  lines: Readonly<Record<string, string>>;
  words: BoardWords;
  mark: FormAction;
  clear: FormAction;
  children: ReactNode;
}

/**
 * Two taps: a word (or a line, or the end of an ayah), then a kind. The page is a form and works as one; script only
 * spares the way to the server and back. The lines are the server's and are handed through.
 */
export function MarkBoard(props: Props) {
  const { studentId, page, date, drawn, drawnField, freshId, ayat, words, children } = props;
  const board = useMarks(props);
  const [state, submit] = useActionState(props.mark, null);
  const [chosen, setChosen] = useState<string>();
  const [asked, setAsked] = useState(false);
  const [last, setLast] = useState<TodayMark>();
  const gone = useCallback(() => setLast(undefined), []);

  function nameOf(code: string): string {
    const place = readPlace(code);
    if (!place) return '';
    const surahAyah = ayat[place.ayah] ?? '';
    if (place.toAyah !== undefined) return props.lines[code] ?? fill(words.say.line, { surahAyah });
    if (place.word === undefined) return fill(words.say.ayah, { surahAyah });
    return fill(words.say.word, { surahAyah, n: String(place.word) });
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const code = new FormData(event.currentTarget).get('place');
    const kind = (submitter as HTMLButtonElement | null)?.value as MarkKind | undefined;
    if (typeof code !== 'string' || !kind) return setAsked(true);
    setLast(board.add(code, kind));
  }

  const fault =
    board.refused ??
    (state && !state.ok ? (state.fieldErrors?.place?.[0]?.code ?? state.message) : undefined);
  return (
    <>
      <form
        action={submit}
        onSubmit={onSubmit}
        onChange={(event) => {
          setAsked(false);
          setChosen((event.target as EventTarget as HTMLInputElement).value);
        }}
        className="grid gap-4"
      >
        <input type="hidden" name={drawnField} value={drawn} />
        <input type="hidden" name="id" value={freshId} />
        <input type="hidden" name="studentId" value={studentId} />
        <input type="hidden" name="date" value={date} />
        <input type="hidden" name="page" value={page} />
        <div ref={board.lines}>{children}</div>
        <div className="sticky bottom-0 z-10 -mx-3.5 grid gap-2 border-t border-line bg-paper px-3.5 pt-2 pb-[max(0.625rem,env(safe-area-inset-bottom))]">
          {last && (
            <Toast
              key={last.id}
              actionLabel={words.say.undo}
              onAction={() => {
                board.takeBack(last.id);
                gone();
              }}
              onGone={gone}
            >
              {fill(words.say.marked, { kind: words.kinds[last.kind], place: nameOf(last.code) })}
            </Toast>
          )}
          {fault && (
            <p role="alert" className="text-small text-clay">
              {words.say.refused} {words.faults[fault] ?? words.faults.unexpected}
            </p>
          )}
          {(board.outbox.awaySince || board.outbox.elsewhere) && (
            <p role="status" className="text-small text-gold-ink">
              {fill(board.outbox.elsewhere ? words.say.elsewhere : words.say.offline, {
                count: String(board.outbox.count),
              })}
            </p>
          )}
          <fieldset className="grid gap-2">
            <legend
              className={asked ? 'float-start text-small text-clay' : 'float-start text-small text-ink-2'}
            >
              {chosen ? fill(words.say.chosen, { place: nameOf(chosen) }) : words.say.first}
            </legend>
            <div className="grid grid-cols-4 gap-2">
              {MARK_KINDS.map((kind) => (
                <button
                  key={kind}
                  type="submit"
                  name="kind"
                  value={kind}
                  title={words.meaning[kind]}
                  className="grid min-h-tap-thumb content-center justify-items-center gap-1.5 rounded-control border border-edge bg-sheet px-1 text-center text-caption leading-tight font-medium hover:bg-sunk"
                >
                  <span className={css.sign} data-kind={kind} />
                  {words.kinds[kind]}
                </button>
              ))}
            </div>
          </fieldset>
        </div>
      </form>
      <MarkedToday
        marks={board.marks}
        words={words}
        nameOf={nameOf}
        clear={props.clear}
        onClear={board.takeBack}
        hidden={{ [drawnField]: drawn, studentId, page: String(page) }}
      />
    </>
  );
}
