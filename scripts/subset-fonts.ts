/**
 * Cuts the interface fonts down to the scripts HifzPro writes and lays them, with their licences, into
 * `public/fonts`. Run by hand after a font package changes: `npx tsx scripts/subset-fonts.ts`. It also writes
 * `app/fonts.css` and `app/preload-fonts.json`, since file names carry a hash of the content: the browser may
 * keep them for ever.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import subsetFont from 'subset-font';
import { type FontNames, renameFont } from './font-name-table';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'public/fonts');

function span(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step)).join('');
}

const latin = `${span(0x20, 0x7e)}${span(0xa0, 0xff)}‐‑–—‘’“”•…‹›€₨→←↑↓−×`;
const joiners = '\u200c\u200d\u200e\u200f';
const arabicMarks = `${span(0x64b, 0x655)}\u0670`;
const honorifics = span(0x610, 0x614);
const arabicLetters = `${span(0x621, 0x63a)}${span(0x640, 0x64a)}\u0671`;
const urduLetters = 'ٹپچڈڑژکگںھہۂۃیےۓ';
const arabicDigits = `${span(0x660, 0x669)}${span(0x6f0, 0x6f9)}٪٫٬`;
const arabicPunctuation = '،؛؟۔';
const arabic = ` ${arabicLetters}${urduLetters}${arabicMarks}${honorifics}${arabicDigits}${arabicPunctuation}${joiners}`;

const arabicRange = 'U+0600-06FF, U+200C-200F';
/** With the space: the text's pause marks stand on one of their own. */
const quranRange = 'U+0020, U+0600-06FF, U+200C-200F';
const latinRange = 'U+0000-00FF, U+2010-2026, U+2039-203A, U+20A8-20AC, U+2190-2193, U+2212';

interface Face {
  file: string;
  family: string;
  source: string;
  text: string;
  range: string;
  weight: string;
  axes?: Record<string, { min: number; max: number }>;
  /** Laid down as it comes: Quran text needs every mark and every joining of the face. */
  whole?: true;
  display?: 'block';
  /** Extra descriptors: metrics that let a face sit in a line of another script. */
  extra?: string;
  rename?: FontNames;
}

const faces: Face[] = [
  {
    file: 'inter',
    family: 'Inter',
    source: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    text: latin,
    range: latinRange,
    weight: '400 700',
    axes: { wght: { min: 400, max: 700 } },
  },
  {
    file: 'amiri-latin',
    family: 'Amiri',
    source: '@fontsource/amiri/files/amiri-latin-400-normal.woff2',
    text: latin,
    range: latinRange,
    weight: '400',
  },
  {
    file: 'amiri-arabic',
    family: 'Amiri Arabic',
    source: '@fontsource/amiri/files/amiri-arabic-400-normal.woff2',
    text: arabic,
    range: arabicRange,
    weight: '400',
  },
  {
    file: 'hifzpro-mark',
    family: 'HifzPro Mark',
    source: '@fontsource/amiri/files/amiri-latin-700-normal.woff2',
    text: 'HifzPro',
    range: 'U+0048, U+0050, U+0066, U+0069, U+006F, U+0072, U+007A',
    weight: '700',
  },
  {
    file: 'noto-nastaliq-urdu',
    family: 'Noto Nastaliq Urdu',
    source: '@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2',
    text: arabic,
    range: arabicRange,
    weight: '400',
  },
  {
    file: 'hifz-naskh',
    family: 'Hifz Naskh',
    source: '@fontsource/scheherazade-new/files/scheherazade-new-arabic-400-normal.woff2',
    text: arabic,
    range: arabicRange,
    weight: '400',
    extra: 'size-adjust: 122%; ascent-override: 88%; descent-override: 44%; line-gap-override: 0%;',
    rename: {
      family: 'Hifz Naskh',
      copyright:
        'Copyright (c) 1994-2025, SIL Global (https://www.sil.org/), subset and renamed for HifzPro.',
      licence: 'This Font Software is licensed under the SIL Open Font License, Version 1.1.',
      licenceUrl: 'https://openfontlicense.org',
    },
  },
  {
    file: 'amiri-quran',
    family: 'Amiri Quran',
    source: '@fontsource/amiri-quran/files/amiri-quran-arabic-400-normal.woff2',
    text: '',
    whole: true,
    range: quranRange,
    weight: '400',
    // Another face would draw other lines; the text waits for its own.
    display: 'block',
  },
];

/** The one face that carries the body text of each language; the layout asks for it early. */
const preloaded = { en: 'inter', ur: 'noto-nastaliq-urdu', ar: 'amiri-arabic' };

const licences: Record<string, string> = {
  inter: '@fontsource-variable/inter',
  amiri: '@fontsource/amiri',
  'amiri-quran': '@fontsource/amiri-quran',
  'noto-nastaliq-urdu': '@fontsource/noto-nastaliq-urdu',
  'hifz-naskh': '@fontsource/scheherazade-new',
};

async function cut(face: Face): Promise<Buffer> {
  const source = readFileSync(path.join(root, 'node_modules', face.source));
  if (face.whole) return source;
  const options = {
    ...(face.axes && { variationAxes: face.axes }),
    noHinting: true,
    preserveNameIds: [0, 13, 14],
  };
  if (!face.rename) return subsetFont(source, face.text, { ...options, targetFormat: 'woff2' });
  const plain = await subsetFont(source, face.text, { ...options, targetFormat: 'sfnt' });
  return subsetFont(renameFont(plain, face.rename), undefined, {
    keepAllGlyphs: true,
    targetFormat: 'woff2',
    preserveNameIds: [0, 13, 14],
  });
}

function rule(face: Face, name: string): string {
  return `@font-face {
  font-family: "${face.family}";
  src: url("/fonts/${name}") format("woff2");
  font-weight: ${face.weight};
  font-display: ${face.display ?? 'swap'};
  unicode-range: ${face.range};${face.extra ? `\n  ${face.extra.replaceAll('; ', ';\n  ')}` : ''}
}
`;
}

mkdirSync(target, { recursive: true });
for (const old of readdirSync(target).filter((name) => name.endsWith('.woff2')))
  rmSync(path.join(target, old));

const urls = new Map<string, string>();
const rules = ['/* Written by scripts/subset-fonts.ts. */\n'];
for (const face of faces) {
  const data = await cut(face);
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 8);
  const name = `${face.file}.${hash}.woff2`;
  writeFileSync(path.join(target, name), data);
  urls.set(face.file, `/fonts/${name}`);
  rules.push(rule(face, name));
  console.log(`${name}  ${(data.length / 1024).toFixed(1)} kB`);
}
writeFileSync(path.join(root, 'app/fonts.css'), rules.join('\n'));
const preloads = Object.fromEntries(
  Object.entries(preloaded).map(([locale, file]) => [locale, urls.get(file)]),
);
writeFileSync(path.join(root, 'app/preload-fonts.json'), `${JSON.stringify(preloads, null, 2)}\n`);
for (const [name, source] of Object.entries(licences)) {
  copyFileSync(path.join(root, 'node_modules', source, 'LICENSE'), path.join(target, `OFL-${name}.txt`));
}
