/** Ink that fades: 5 solid, 4 fine lines, 3 diagonals, 2 dots, 1 cross-hatch. Shape carries the meaning, colour helps. */
export type Ink = 1 | 2 | 3 | 4 | 5;

/** The five patterns, to stand inside an `<svg>`; `id` keeps them apart from another chart's on the page. */
export function InkPatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}4`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" className="fill-sheet" />
        <rect width="5" height="4" className="fill-strength-4" />
      </pattern>
      <pattern id={`${id}3`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" className="fill-sheet" />
        <rect width="4" height="7" className="fill-strength-3" />
      </pattern>
      <pattern id={`${id}2`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className="fill-sheet" />
        <circle cx="3" cy="3" r="2" className="fill-strength-2" />
      </pattern>
      <pattern id={`${id}1`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="fill-sheet" />
        <path d="M0 .75H6M.75 0V6" strokeWidth="1.5" className="stroke-strength-1" />
      </pattern>
    </defs>
  );
}

/** The `fill` of one step. */
export function inkFill(id: string, ink: Ink): string {
  return ink === 5 ? 'var(--color-strength-5)' : `url(#${id}${ink})`;
}
