const EASTERN_DIGITS = /[٠-٩۰-۹]/g;

/** Arabic-Indic (٠–٩) and Urdu/Persian (۰–۹) digits as 0–9; everything else stays. */
export function foldDigits(text: string): string {
  return text.replace(EASTERN_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** Digits of any script as a person types a code: without the gaps between them. */
export function typedDigits(text: string): string {
  return foldDigits(text).replace(/[\s-]/g, '');
}

// One letter for each family that keyboards in Pakistan and the Arab world mix. Marks (hamza above, madda,
// diacritics, superscript alef) are gone before this table is asked, because NFKD parts them from their letter.
const LETTERS: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ے: 'ی',
  ك: 'ک',
  ڪ: 'ک',
  ة: 'ہ',
  ۃ: 'ہ',
  ه: 'ہ',
  ھ: 'ہ',
  ە: 'ہ',
  ۀ: 'ہ',
  ٱ: 'ا',
  ء: '',
  ـ: '',
};
const FAMILIES = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const APOSTROPHES = /['’‘`´ʼʻʿʾ"“”]/g;
const UNSEEN = /[\p{Cf}\p{M}]/gu;
const NOT_TEXT = /[^\p{L}\p{N}]+/gu;

/**
 * The form in which two spellings of one name meet: for matching, search and duplicates, never for display.
 * Folds case, accents and diacritics, hamza and yeh/kaf/heh families, tatweel, digits, punctuation and spaces.
 * Idempotent. «Mas'ood» → «masood», «عبدُالرحمٰن» → «عبدالرحمن», «Umm-e-Hani» → «umm e hani».
 */
export function normaliseName(text: string): string {
  const bare = foldDigits(text.toLowerCase().normalize('NFKD')).replace(UNSEEN, '').replace(APOSTROPHES, '');
  const folded = bare.replace(FAMILIES, (letter) => LETTERS[letter] ?? letter);
  // NFKD of the rare capital mathematical letters yields capitals again, hence the second lower-casing.
  return folded.toLowerCase().replace(NOT_TEXT, ' ').trim();
}

/** The distinct folded words of a person's names and numbers, by which search finds them. */
export function nameWords(...texts: (string | null | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => (text ? normaliseName(text).split(' ') : [])).filter(Boolean))];
}

const ARABIC: Readonly<Record<string, string>> = { ی: 'ي', ک: 'ك', ہ: 'ه', ۃ: 'ة' };
const URDU: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ه: 'ہ', ة: 'ۃ' };
const written = (text: string, letters: typeof ARABIC) =>
  [...text].map((one) => letters[one] ?? one).join('');

/** A name in the letters that were typed, and in those of an Urdu and of an Arabic keyboard. */
export function spellings(text: string): string[] {
  return [...new Set([text, written(text, URDU), written(text, ARABIC)])];
}

/** Which rows of a short list bear a name like what was typed, as alternatives; signs alone are like nobody's. */
export function nameLike(
  typed: string,
): ({ sortName: { contains: string } } | { nativeName: { contains: string } })[] {
  const folded = normaliseName(typed);
  if (folded === '') return [{ nativeName: { contains: typed } }];
  const native = spellings(typed).map((one) => ({ nativeName: { contains: one } }));
  return [{ sortName: { contains: folded } }, ...native];
}
