import { NextRequest } from 'next/server';
import { expect } from 'vitest';
import { POST as postMeta } from '@/app/api/webhooks/whatsapp/route';
import { inTenant } from '@/lib/core/db/tenant';
import { getChannel } from '@/lib/messages/channel/queries';
import { getStanding, listNews } from '@/lib/notifications/queries';
import { messageSchool } from '../integration/messages-school';
import { meta, openFakes, superuser, ultra } from './messaging-fakes';

/** The wording that Meta reports of, and how it names it. */
export const NAME = 'hp_daily_report_v1';
export const about = {
  message_template_id: 1,
  message_template_name: NAME,
  message_template_language: 'ur',
};

/** The school of this test file, with Meta's WhatsApp; Meta reports on its number, its account and its wordings. */
export let noor: Awaited<ReturnType<typeof messageSchool>>;

/** @param prefix of its guardians' numbers, which no other file has
 *  @param instance of the UltraMsg beside it, likewise */
export async function openWatched(name: string, { prefix, instance }: { prefix: string; instance: string }) {
  await openFakes({ instance, token: 'um-watch' });
  noor = await messageSchool(superuser, name, prefix);
  meta.rules.tier = 'TIER_10K';
}

/** Connected anew, nothing is known of the number but what a look finds. */
export const afresh = async () => {
  Object.assign(meta.rules, { quality: 'GREEN', tier: 'TIER_10K' });
  await superuser.query('DELETE FROM message_templates WHERE institution_id = $1', [noor.id]);
  await noor.connectMeta({ meta, ultra });
  // The look happened before everything that is reported here, however fast the test goes.
  await superuser.query(
    "UPDATE message_channels SET quality_at = now() - interval '1 day', limit_at = now() - interval '1 day' WHERE institution_id = $1",
    [noor.id],
  );
};

/** Seconds of Meta's clock; none comes twice, for the same report of the same second is the same report. */
let clock = Math.floor(Date.now() / 1000) - 3600;
export const tick = () => {
  clock += 1;
  return clock;
};
/** Meta posts, and the inbox takes it in. */
export const post = async (...bodies: object[]) => {
  for (const body of bodies) {
    const { raw, signature } = meta.signed(body);
    const answer = await postMeta(
      new NextRequest('http://127.0.0.1/api/webhooks/whatsapp', {
        method: 'POST',
        body: raw,
        headers: { 'x-hub-signature-256': signature },
      }),
    );
    expect(answer.status).toBe(200);
  }
  await noor.only('messages.inbox');
};
export const channel = async () => {
  const scope = await noor.admin();
  return inTenant(scope, (tx) => getChannel(tx, { institutionId: noor.id }));
};
export const bell = async () => {
  const scope = await noor.admin();
  return inTenant(scope, async (tx) => ({
    unread: (await getStanding(tx, scope)).unread,
    channel: (await listNews(tx, scope)).channel,
  }));
};
/** How often the trail tells of it. */
export const told = async (action: string): Promise<number> =>
  Number(
    (
      await superuser.query('SELECT count(*) FROM audit_entries WHERE institution_id = $1 AND action = $2', [
        noor.id,
        `messages.${action}`,
      ])
    ).rows[0].count,
  );
export const template = async (language = 'ur') =>
  (
    await superuser.query(
      'SELECT state, reason, quality, category FROM message_templates WHERE institution_id = $1 AND name = $2 AND language = $3',
      [noor.id, NAME, language],
    )
  ).rows[0];
export const status = (event: string, time: number, more: object = {}) =>
  meta.envelope({ ...about, event, reason: 'NONE', ...more }, 'message_template_status_update', time);
