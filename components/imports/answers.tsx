import type { ComponentProps } from 'react';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/ui/submit-button';

interface Props<T extends string> {
  action: ComponentProps<typeof Form>['action'];
  importId: string;
  /** Without one the answer is to all that ask the same. */
  row?: number;
  /** What the answers are to, for who does not see it. */
  legend: string;
  name: string;
  answers: readonly T[];
  chosen: T | null;
  words: (answer: T) => string;
}

/** The answers that may be given, one button each; the one that was given can be changed. */
export function Answers<T extends string>({
  action,
  importId,
  row,
  legend,
  name,
  answers,
  chosen,
  words,
}: Props<T>) {
  return (
    <Form action={action} room="imports" className="gap-2!">
      <input type="hidden" name="id" value={importId} />
      {row !== undefined && <input type="hidden" name="row" value={row} />}
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{legend}</legend>
        {answers.map((answer) => (
          <SubmitButton
            key={answer}
            name={name}
            value={answer}
            variant={answer === chosen ? 'primary' : 'secondary'}
            aria-pressed={answer === chosen}
          >
            {words(answer)}
          </SubmitButton>
        ))}
      </fieldset>
    </Form>
  );
}
