import { v7 } from 'uuid';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { cookieOf } from './http';
import server from './server';

// Cookies of a demonstration's people for scripts/scan.mjs, one a line:
// SERVER_URL=… HIFZPRO_DATA=… npx tsx --tsconfig scripts/tsconfig.json tests/support/scan-cookies.ts
await server();
for (const [email, phone, role] of [
  ['admin@noor.example', null, 'admin'],
  ['ustadh@noor.example', null, 'teacher'],
  [null, '+923001110001', 'guardian'],
] as const) {
  // Known already, so the account stays as it is and only its id comes back.
  const [user] = await callAuth<{ register_user: string }>('auth.register_user', [v7(), email, phone, '']);
  const sid = opaqueToken();
  await callAuth('auth.open_session', [sha256(sid), user!.register_user, '1 day']);
  await callAuth('auth.pass_second_factor', [sha256(sid)]);
  console.log(await cookieOf(sid, role));
}
process.exit(0);
