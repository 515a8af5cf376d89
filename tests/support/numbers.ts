/** Never the same number twice: two people of a file must not share one by chance. @param last the digits before the first */
export function numbersFrom(last: number): () => string {
  let digits = last;
  return () => {
    digits += 1;
    return `+${digits}`;
  };
}
