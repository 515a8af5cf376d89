export function lineOf(thing: unknown): Record<string, unknown>;
export function scrub(text: string): string;
export function quietConsole(write: (line: string) => void): void;
