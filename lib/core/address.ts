import 'server-only';
import { env } from './env';

/** A page of ours as it stands in a letter or on paper: whole, under the address that people type. */
export const addressOf = (path: string): string => new URL(path, env().NEXTAUTH_URL).href;
