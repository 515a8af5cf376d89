/** A name or another's words inside a sentence, marked off so that neither script turns the other around. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
