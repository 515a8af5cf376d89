/** Never the same number twice: two people must not share one by chance, neither in one test nor in two files
 *  that run in one database. @param last the digits before those of the first number */
export function numbersFrom(last: number): () => string {
  let digits = last;
  return () => {
    digits += 1;
    return `+${digits}`;
  };
}
