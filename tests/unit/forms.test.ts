import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Fold } from '@/components/forms/fold';
import { FoldedFields } from '@/components/forms/folded-fields';
import { FormContext, type FormSurroundings } from '@/components/forms/form-context';
import { CheckboxGroup } from '@/components/forms/option-groups';
import { TextField } from '@/components/forms/text-field';

/** What a form shows that was refused after `values` were typed; without them, that was not sent yet. */
function drawn(
  field: ReactNode,
  { values = {}, errors = {}, refused = true }: Partial<FormSurroundings> = {},
): string {
  const value = { values, errors, optional: 'optional', refused };
  return renderToStaticMarkup(h(FormContext, { value }, field));
}

const group = h(CheckboxGroup, {
  name: 'sessions',
  label: 'Sessions',
  options: ['FAJR', 'ZUHR', 'ISHA'].map((value) => ({ value, label: value })),
  defaultValues: ['FAJR'],
});

/** The ticked boxes. */
const ticked = (html: string) =>
  [...html.matchAll(/<input[^>]*>/g)]
    .filter(([box]) => box.includes('checked'))
    .map(([box]) => /value="(\w+)"/.exec(box)![1]);

test('a group of boxes shows what is kept, and after a refusal what was ticked, if only that nothing was', () => {
  expect(ticked(drawn(group))).toEqual(['FAJR']);
  expect(ticked(drawn(group, { values: { sessions: ['ZUHR', 'ISHA'] } }))).toEqual(['ZUHR', 'ISHA']);
  expect(ticked(drawn(group, { values: { name: 'Halqa Umar' } }))).toEqual([]);
});

test('folded fields stay in sight after a refusal when one was answered or is wrong', () => {
  const parts = { names: ['kinds.FAJR', 'kinds.ISHA'], label: 'Kinds', children: null };
  const folded = h(FoldedFields, parts);
  expect(drawn(folded)).toContain('<details>');
  expect(drawn(folded, { values: { sessions: 'FAJR' } })).toContain('<details>');
  expect(drawn(folded, { values: { 'kinds.ISHA': 'SABAQ' } })).toContain('<details open="">');
  expect(drawn(folded, { errors: { 'kinds.FAJR': ['No.'] } })).toContain('<details open="">');
});

test('a folded form is open after a refusal, which without script draws the page anew', () => {
  const parts = { label: 'Add a note', children: null };
  const fold = h(Fold, parts);
  expect(drawn(fold, { refused: false })).toContain('<details>');
  expect(drawn(fold)).toContain('<details open="">');
});

test('a field that another answer may need is called neither required nor optional', () => {
  const field = (required?: boolean | 'sometimes') =>
    drawn(h(TextField, { name: 'conditions', label: 'Conditions', ...(required && { required }) }));
  expect(field()).toContain('(optional)');
  expect(field(true)).toMatch(/ required=""/);
  expect(field('sometimes')).not.toMatch(/optional|required/);
});
