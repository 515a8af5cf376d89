type Value = string | number | boolean | null;
/** What a field was and what it is now. */
export type Change<T = Value | readonly Value[]> = readonly [was: T, is: T];

/** Words that the trail does not keep (remarks, notes): their print tells that they changed, not what they say. */
export type Withheld = { print: string } | null;

const same = (was: unknown, is: unknown) => JSON.stringify(was) === JSON.stringify(is);

/** The fields that differ, as `{ field: [was, is] }`; a field that only one side has counts as empty on the other, as do
 *  all of a row that was not there before, or is there no more. */
export function changesBetween<Row extends Record<string, Value | readonly Value[] | Withheld>>(
  was: Row | null,
  is: Row | null,
): Record<string, Change> {
  return Object.fromEntries(
    Object.keys(is ?? was ?? {}).flatMap((field): [string, Change][] => {
      const [before, after] = [was?.[field] ?? null, is?.[field] ?? null];
      if (same(before, after)) return [];
      return [[field, [shown(before), shown(after)]]];
    }),
  );
}

/** What stands for words that are not kept. */
export const WITHHELD = '*';
const shown = (value: Value | readonly Value[] | Withheld): Value | readonly Value[] =>
  value !== null && typeof value === 'object' && 'print' in value ? WITHHELD : value;

export const withheld = (words: string | null | undefined): Withheld => (words ? { print: words } : null);

/** The last digits of a number, enough to tell which one was changed; the trail cannot be erased with the person. */
const maskedPhone = (phone: string): string => `•••${phone.slice(-4)}`;

/** The house of an address and the first letter of its owner. */
function maskedEmail(address: string): string {
  const at = address.indexOf('@');
  return at < 1 ? WITHHELD : `${address[0]}•••${address.slice(at)}`;
}

/** A person's numbers and addresses, masked, in their order. */
export const contactMarks = (contacts: readonly { kind: string; value: string }[]) => ({
  phones: contacts.flatMap(({ kind, value }) => (kind === 'PHONE' ? maskedPhone(value) : [])),
  emails: contacts.flatMap(({ kind, value }) => (kind === 'EMAIL' ? maskedEmail(value) : [])),
});
