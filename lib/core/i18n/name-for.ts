import 'server-only';
import { getPreferences } from './preferences';

type Named = { name: string; nativeName?: string | null };

/** A person or house in the reader's script, as far as the record has it. */
export async function nameFor({ name, nativeName }: Named): Promise<string> {
  const { locale } = await getPreferences();
  return locale === 'en' ? name : (nativeName ?? name);
}
