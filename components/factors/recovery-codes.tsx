'use client';
import { useAnswer } from '@/components/forms/form-context';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';

interface Props {
  words: Record<'ready' | 'list' | 'download' | 'print' | 'head', string>;
  make: React.ReactNode;
  kept: React.ReactNode;
  icons: { download: React.ReactNode; print: React.ReactNode };
}

/** Before: the button that makes them. After: the ten codes, this once. */
export function RecoveryCodes({ words, make, kept, icons }: Props) {
  const answer = useAnswer() as { codes: string[] } | undefined;
  if (!answer) return make;
  const text = `${words.head}\n\n${answer.codes.join('\n')}\n`;
  return (
    <div className="grid gap-4">
      <p role="status">{words.ready}</p>
      <ul
        aria-label={words.list}
        dir="ltr"
        className="grid grid-cols-2 gap-x-3 gap-y-2 rounded-card border border-line bg-sheet px-3 py-4 text-center font-sans whitespace-nowrap tabular"
      >
        {answer.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3 print:hidden">
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="hifzpro-recovery-codes.txt"
          className={buttonClass({ variant: 'secondary' })}
        >
          {icons.download}
          {words.download}
        </a>
        <Button onClick={() => window.print()}>
          {icons.print}
          {words.print}
        </Button>
      </div>
      <div className="print:hidden">{kept}</div>
    </div>
  );
}
