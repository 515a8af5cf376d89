/** Whose import is taken back. */
export type Undoing = { institutionId: string; importId: string };
