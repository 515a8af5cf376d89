import pg from 'pg';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';

// Both providers of WhatsApp as the code finds them, and the database without its walls; each test file loads its own.
export let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
export let ultra: Awaited<ReturnType<typeof fakeUltraMsg>>;
export let superuser: pg.Client;

export async function openFakes(ultraAccount: { instance: string; token: string }): Promise<void> {
  [meta, ultra] = [await fakeWhatsApp(), await fakeUltraMsg(ultraAccount)];
  // Read once by the code: so before anything else.
  Object.assign(process.env, { META_BASE_URL: meta.url, ULTRAMSG_BASE_URL: ultra.url });
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
}

export const closeFakes = () => Promise.all([superuser.end(), meta.stop(), ultra.stop()]);
