import { receiveFromMeta } from '@/lib/messages/inbox/mutations';
import { wordingNames } from '@/lib/messages/templates/rules';
import { draftTemplate } from '@/lib/messages/templates/words';
import { type Family, messageSchool } from '../integration/messages-school';
import { meta, openFakes, superuser, ultra } from './messaging-fakes';

export type School = Awaited<ReturnType<typeof messageSchool>>;

/** The schools of this test file, one with WhatsApp of Meta and one of UltraMsg. */
export let noor: School;
export let falah: School;

/** Both schools send, and every wording is approved.
 *  The prefixes of their guardians' numbers and the UltraMsg instance are each file's own. */
export async function openOutbox(school: string, own: { noor: string; falah: string; instance: string }) {
  await openFakes({ instance: own.instance, token: 'um-test' });
  noor = await messageSchool(superuser, `${school}-noor`, own.noor);
  falah = await messageSchool(superuser, `${school}-falah`, own.falah);
  for (const wording of wordingNames)
    for (const language of ['en', 'ur', 'ar'] as const) {
      const { name, body } = await draftTemplate(wording, language);
      meta.approve(name, language, body);
    }
  await noor.connectMeta({ meta, ultra });
  await falah.connectUltramsg({ meta, ultra });
}

/** Both providers are well and have taken nothing, and no channel waits. */
export const afresh = async () => {
  for (const fake of [meta, ultra]) fake.state.mood = 'well';
  meta.accepted.length = 0;
  meta.faults.length = 0;
  ultra.queue.length = 0;
  await superuser.query(
    'UPDATE message_channels SET hold_until = NULL, slot_at = NULL, sent_at = NULL, strikes = 0',
  );
};

export const hook = async (body: object) => {
  const { raw, signature } = meta.signed(body);
  return receiveFromMeta(Buffer.from(raw), signature, new Date());
};
/** What Meta tells of a message that it took. */
export const report = (status: string, code?: number, at = 0) =>
  hook(meta.statuses([meta.statusOf(meta.accepted[at]!, status, code)]));
export const states = async (school: School, family: Family) =>
  (await school.rows(family)).map(({ state, reason }) => (reason ? `${state} ${reason}` : state));
