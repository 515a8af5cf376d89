const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Whether a part of an address can name a row at all; anything else is as absent as an id that is not there. */
export const isId = (text: string): boolean => uuid.test(text);
