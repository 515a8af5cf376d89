'use client';
import type { Words } from './words';

interface Props {
  words: Words;
  remark: string | undefined;
  onChange: (remark: string | undefined) => void;
}

/** A word for the parents and the record, kept when the field is left. */
export function RemarkField({ words, remark, onChange }: Props) {
  return (
    <label className="grid gap-1 text-small font-semibold">
      {words.say.remark}
      <textarea
        defaultValue={remark}
        onBlur={(event) => {
          const typed = event.target.value.trim();
          if (typed !== (remark ?? '')) onChange(typed || undefined);
        }}
        maxLength={500}
        rows={2}
        dir="auto"
        placeholder={words.say.remarkHint}
        className="control font-normal"
      />
    </label>
  );
}
