import 'server-only';
import { nameIn } from './locale';
import { getPreferences } from './preferences';

type Named = { name: string; nativeName?: string | null };

/** A person or house in the reader's script, as far as the record has it. */
export async function nameFor(named: Named): Promise<string> {
  return nameIn(named, (await getPreferences()).locale);
}
