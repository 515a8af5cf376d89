'use client';
import { Minus, Plus } from '@/components/ui/icons';
import type { MistakeKind } from '@/lib/lessons/rules';
import { say, type Words } from './words';

interface Props {
  words: Words;
  mistake: MistakeKind;
  figure: string;
  onCount: (by: 1 | -1) => void;
}

/** One kind of mistake: the larger half adds one, the smaller takes one away. */
export function MistakeCounter({ words, mistake, figure, onCount }: Props) {
  const word = words.mistakes[mistake];
  return (
    <fieldset className="grid grid-cols-[2.75rem_1fr_4rem] overflow-hidden rounded-control border border-edge bg-sheet">
      <legend className="sr-only">{word}</legend>
      <span aria-hidden className="col-span-full px-3 pt-1 text-caption font-medium">
        {word}
      </span>
      <button
        type="button"
        aria-label={say(words.say.less, { mistake: word })}
        onClick={() => onCount(-1)}
        className="grid place-items-center text-ink-2 -outline-offset-3"
      >
        <Minus aria-hidden size={20} strokeWidth={1.75} />
      </button>
      <output className="grid min-h-13 place-content-center text-[1.375rem] leading-none font-semibold tabular">
        {figure}
      </output>
      <button
        type="button"
        aria-label={say(words.say.more, { mistake: word })}
        onClick={() => onCount(1)}
        className="grid place-items-center border-s border-line bg-sunk -outline-offset-3"
      >
        <Plus aria-hidden size={20} strokeWidth={1.75} />
      </button>
    </fieldset>
  );
}
