import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { locales } from '@/lib/core/i18n/locale';
import { namespaces } from '@/lib/core/i18n/namespaces';

const folder = path.resolve(import.meta.dirname, '../../lib/core/i18n/messages');
type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, above = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${above}${key}`, value] as [string, string]]
      : leaves(value, `${above}${key}.`),
  );
}

function read(locale: string, namespace: string): Map<string, string> {
  return new Map(leaves(JSON.parse(readFileSync(path.join(folder, locale, `${namespace}.json`), 'utf8'))));
}

type Used = { printed: Set<string>; chosenBy: Set<string> };

/** The arguments of an ICU message: those it prints, and those that only choose a branch. */
function argumentsOf(message: string, used: Used = { printed: new Set(), chosenBy: new Set() }): Used {
  for (let at = 0; at < message.length; at += 1) {
    if (message[at] !== '{') continue;
    const inside = message.slice(at + 1, closingOf(message, at));
    at += inside.length + 1;
    const [, name = '', kind = '', rest = ''] =
      /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?(?:,([\s\S]*))?$/.exec(inside) ?? [];
    if (!/^(plural|select|selectordinal)$/.test(kind)) {
      used.printed.add(name);
      continue;
    }
    (rest.includes('#') ? used.printed : used.chosenBy).add(name);
    for (let branch = rest.indexOf('{'); branch >= 0; ) {
      const end = closingOf(rest, branch);
      argumentsOf(rest.slice(branch + 1, end), used);
      branch = rest.indexOf('{', end);
    }
  }
  return used;
}

function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`A brace stays open: ${text}`);
}

/** All code that may ask for a sentence, in one text. */
function codeOf(top: string): string {
  const root = path.resolve(import.meta.dirname, '../..', top);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs|sql)$/.test(file) && !file.includes('generated'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
}

test('every sentence is one that something may ask for: by its name, or by a name put together', () => {
  const code = ['app', 'components', 'lib', 'prisma', 'scripts'].map(codeOf).join('\n');
  const words = new Set(code.match(/\w+/g));
  const beginnings = new Set([...code.matchAll(/[`.](\w*)\$\{/g)].map(([, word]) => word!));
  const ends = new Set([...code.matchAll(/\}(\w+)[`.]/g)].map(([, word]) => word!));
  const groups = new Set([...code.matchAll(/(\w+)\.\$\{/g)].map(([, word]) => word!));
  const known = (part: string) =>
    /^\d+$/.test(part) || words.has(part) || words.has(part[0]!.toLowerCase() + part.slice(1));
  const joined = (key: string) =>
    Array.from(key, (_, at) => [key.slice(0, at), key.slice(at)] as const)
      .slice(1)
      .some(([one, other]) => (beginnings.has(one) && known(other)) || (ends.has(other) && known(one)));
  const unasked = namespaces.flatMap((namespace) =>
    [...read('en', namespace).keys()].filter((address) => {
      const [key, group] = address.split('.').reverse() as [string, string?];
      const parts = key.split('-');
      return !(
        parts.every((part) => words.has(part)) ||
        (group && group !== 'errors' && groups.has(group)) ||
        joined(key)
      );
    }),
  );
  expect(unasked).toEqual([]);
});

test('every catalogue file is a namespace that pages can ask for, in all three languages', () => {
  for (const locale of locales) {
    const files = readdirSync(path.join(folder, locale)).map((file) => file.replace(/\.json$/, ''));
    expect(files.sort(), locale).toEqual([...namespaces].sort());
  }
});

test.each(
  namespaces.flatMap((namespace) => (['ur', 'ar'] as const).map((locale) => [namespace, locale] as const)),
)('%s has the same sentences and figures in %s as in English', (namespace, locale) => {
  const english = read('en', namespace);
  const other = read(locale, namespace);
  expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, message] of english) {
    const wanted = argumentsOf(message);
    const found = argumentsOf(other.get(key)!);
    const all = [...found.printed, ...found.chosenBy];
    expect(all, key).toEqual(expect.arrayContaining([...wanted.printed]));
    expect([...wanted.printed, ...wanted.chosenBy], key).toEqual(expect.arrayContaining(all));
  }
});

test('no sentence of Urdu or Arabic was left in English', () => {
  for (const locale of ['ur', 'ar'] as const) {
    for (const namespace of namespaces) {
      for (const [key, message] of read(locale, namespace)) {
        const bare = message.replace(/\{[^{}]*\}/g, '');
        const translated = /\p{Script=Arabic}/u.test(message) || !/\p{L}/u.test(bare);
        expect(translated, `${locale} ${namespace}.${key}: ${message}`).toBe(true);
      }
    }
  }
});

test('Urdu is written with the letters of Urdu, not their Arabic twins', () => {
  for (const namespace of namespaces) {
    for (const [key, message] of read('ur', namespace)) {
      expect(message, `${namespace}.${key}`).not.toMatch(/[يكىه]/u);
    }
  }
});

// Between Arabic letters the parts of «0300 1234567» and «5:15-20» change places, unless an isolate holds them.
test.each(locales.filter((locale) => locale !== 'en'))('numbers in parts stand in isolates: %s', (locale) => {
  const parts = /[0-9٠-٩۰-۹+][0-9٠-٩۰-۹:/]*[ \u00a0–—-]+[0-9٠-٩۰-۹]/;
  for (const namespace of namespaces) {
    for (const [key, message] of read(locale, namespace)) {
      const bare = message.replace(/[\u2066\u2068][^\u2069]*\u2069/g, '').replace(/\{[^{}]*\}/g, '');
      expect(bare, `${namespace}.${key}`).not.toMatch(parts);
    }
  }
});

// Each person chooses the digits; a sentence that brings its own speaks another tongue than the figures beside it.
test.each(locales)('no sentence has digits of its own script: %s', (locale) => {
  for (const namespace of namespaces) {
    for (const [key, message] of read(locale, namespace)) {
      if (`${namespace}.${key}` === 'common.digitChoices.native') continue;
      expect(message, `${namespace}.${key}`).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
    }
  }
});

// A second word for the same thing makes readers look for a second thing.
const secondWords = {
  ur: { مجلس: 'نشست', 'دوسری چابی': 'دوسری کنجی', گھران: 'خاندان' },
  ar: { جلس: 'فترة', 'سجل التدقيق': 'من فعل ماذا' },
};

test.each(['ur', 'ar'] as const)('one thing has one word: %s', (locale) => {
  for (const namespace of namespaces) {
    for (const [key, message] of read(locale, namespace)) {
      for (const [second, word] of Object.entries(secondWords[locale])) {
        expect(message.includes(second), `${namespace}.${key}: ${word}`).toBe(false);
      }
    }
  }
});

test.each(['ur', 'ar'] as const)('sentences are stopped with the signs of their own script: %s', (locale) => {
  for (const namespace of namespaces) {
    for (const [key, message] of read(locale, namespace)) {
      // What ICU reads, what stands in isolates and the thousands of a figure are no punctuation.
      const bare = message
        .replace(/[\u2066\u2068][^\u2069]*\u2069|\d,(?=\d)/g, '')
        .replace(/\{\s*\w+\s*,\s*(\w+\s*,)?/g, '{');
      expect(bare, `${namespace}.${key}`).not.toMatch(/[,;?]/);
      if (locale === 'ur') expect(bare, `${namespace}.${key}`).not.toMatch(/[\p{Script=Arabic}}]\./u);
    }
  }
});
