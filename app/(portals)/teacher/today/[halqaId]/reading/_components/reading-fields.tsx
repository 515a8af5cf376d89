import { buttonClass } from '@/components/ui/button-class';
import type { Grade, MistakeKind } from '@/lib/lessons/rules';
import { MAX_LINES, STEP_STATES } from '@/lib/reading/steps/rules';
import type { Row } from './rows';
import type { Words } from './words';

interface Props {
  row: Row;
  words: Words;
  earlier: boolean;
  /** What was typed before a refusal, without script. */
  typed: Record<string, string | string[]>;
}

/** Everything that can be said of a child's reading on one day. */
export function ReadingFields({ row, words, earlier, typed }: Props) {
  const { place, read } = row;
  const said = (name: string, known: string | number | null | undefined) =>
    (typed[name] as string | undefined) ?? known ?? '';
  const figure = (name: string, label: string, known: number | undefined, max: number, required = true) => (
    <label key={name} className="grid min-w-0 gap-1 text-caption font-medium">
      {label}
      <input
        type="number"
        inputMode="numeric"
        name={name}
        min={required ? 1 : 0}
        max={max}
        required={required}
        defaultValue={said(name, known)}
        className="control px-2"
      />
    </label>
  );
  const choice = (
    name: string,
    label: string,
    options: [string, string][],
    known: string,
    first?: string,
  ) => (
    <label className="grid min-w-0 gap-1 text-caption font-medium">
      {label}
      <select name={name} defaultValue={said(name, known)} className="control">
        {first !== undefined && <option value="">{first}</option>}
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const items = row.items.map(({ id, name, state }): [string, string] => [
    id,
    state ? `${name} · ${words.states[state]}` : name,
  ]);
  const lines = row.kind === 'NAZRA' ? 16 : MAX_LINES;
  return (
    <>
      {row.kind === 'QAIDA' && choice('item', words.say.lesson, items, place?.item ?? items[0]?.[0] ?? '')}
      <div className="grid grid-cols-2 gap-3">
        {row.kind === 'NAZRA' && figure('fromPage', words.say.fromPage, place?.fromPage, 999)}
        {figure('fromLine', words.say.fromLine, place?.fromLine, lines)}
        {row.kind === 'NAZRA' && figure('toPage', words.say.toPage, place?.toPage, 999)}
        {figure('toLine', words.say.toLine, place?.toLine, lines)}
      </div>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-caption font-medium">{words.say.grade}</legend>
        <div className="grid grid-cols-2 gap-2 min-[26rem]:grid-cols-4">
          {(Object.keys(words.grades) as Grade[]).map((grade) => (
            <label
              key={grade}
              className="flex min-h-tap items-center justify-center rounded-control border border-edge bg-sheet px-2 text-small font-medium has-checked:bg-emerald has-checked:text-on-emerald has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name="grade"
                value={grade}
                required
                defaultChecked={said('grade', read?.grade ?? 'GOOD') === grade}
                className="sr-only"
              />
              {words.grades[grade]}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-caption font-medium">{words.say.mistakes}</legend>
        <div className="grid grid-cols-2 gap-3 min-[26rem]:grid-cols-4">
          {(Object.keys(words.mistakes) as MistakeKind[]).map((kind) =>
            figure(kind, words.mistakes[kind], read?.mistakes[kind] || undefined, 99, false),
          )}
        </div>
      </fieldset>
      {row.kind === 'NAZRA' &&
        row.items.length > 0 &&
        choice('stepItem', words.say.rule, items, '', words.say.noRule)}
      {choice(
        'state',
        words.say.state,
        STEP_STATES.map((state): [string, string] => [state, words.states[state]]),
        '',
        words.say.stateSame,
      )}
      <label className="grid gap-1 text-caption font-medium">
        {words.say.remark}
        <textarea
          name="remark"
          rows={2}
          maxLength={500}
          dir="auto"
          defaultValue={said('remark', read?.remark)}
          className="control"
        />
      </label>
      {earlier && (
        <label className="grid gap-1 text-caption font-medium">
          {words.say.why}
          <input
            name="correctionReason"
            required
            maxLength={200}
            dir="auto"
            defaultValue={said('correctionReason', '')}
            className="control"
          />
        </label>
      )}
      <button type="submit" className={buttonClass({ variant: 'primary', size: 'thumb', block: true })}>
        {words.say.save}
      </button>
    </>
  );
}
