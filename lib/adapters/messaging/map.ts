import type { ChannelFault, FaultDetail, SendFault } from './port';

const codes: Partial<Record<SendFault, readonly number[]>> = {
  AWAY: [1, 2, 131000, 131016, 131052, 133004],
  SLOW_DOWN: [4, 80007, 130429, 131048, 131057, 132069],
  PAIR: [131056],
  NEEDS_TEMPLATE: [131047],
  TEMPLATE: [132001, 132007, 132015, 132016, 132068],
  RECIPIENT: [130497, 131021, 131026],
  // 130472 and 131050 are about marketing, which a school never sends: no reason to give the number up.
  REFUSED: [
    100, 130472, 131008, 131009, 131049, 131050, 131051, 131053, 131058, 131062, 132000, 132005, 132012,
    135000,
  ],
  CREDENTIAL: [
    0, 3, 10, 33, 190, 200, 368, 131005, 131030, 131031, 131037, 131042, 131045, 133000, 133005, 133006,
    133008, 133009, 133010, 133015, 133016,
  ],
};
const faultOf = new Map(
  Object.entries(codes).flatMap(([fault, list]) => list.map((code) => [code, fault as SendFault] as const)),
);

const channelFaultOf: Record<number, ChannelFault> = {
  0: 'TOKEN',
  190: 'TOKEN',
  3: 'PERMISSION',
  10: 'PERMISSION',
  131005: 'PERMISSION',
  33: 'NUMBER',
  100: 'NUMBER',
  368: 'LOCKED',
  131031: 'LOCKED',
  131042: 'PAYMENT',
  131030: 'TEST_NUMBER',
  131037: 'DISPLAY_NAME',
};

/** What a code of Meta's means for us; its titles change, its codes do not.
 *  @param subcode 33 with code 100: an id that the token cannot see */
export function metaFault(
  code: number,
  { subcode, status }: { subcode?: number | undefined; status?: number | undefined } = {},
): { fault: SendFault; detail: FaultDetail } {
  const permission = code >= 200 && code <= 299;
  const unseen = code === 100 && subcode === 33;
  const fault: SendFault =
    permission || unseen ? 'CREDENTIAL' : (faultOf.get(code) ?? unknownFault(status ?? 400));
  if (fault !== 'CREDENTIAL') return { fault, detail: { code } };
  const registration = code >= 133_000 && code <= 133_999;
  const channel = permission
    ? 'PERMISSION'
    : registration || code === 131045
      ? 'REGISTRATION'
      : (channelFaultOf[code] ?? 'OTHER');
  return { fault, detail: { code, channel } };
}

function unknownFault(status: number): SendFault {
  if (status === 401) return 'CREDENTIAL';
  if (status === 429) return 'SLOW_DOWN';
  return status >= 500 ? 'AWAY' : 'REFUSED';
}

/** UltraMsg tells its faults in words, often with HTTP 200. */
export function ultramsgFault(said: string, status: number): { fault: SendFault; detail: FaultDetail } {
  if (/wrong token|token.*(missing|required)/i.test(said))
    return { fault: 'CREDENTIAL', detail: { channel: 'TOKEN' } };
  if (/instance not found/i.test(said)) return { fault: 'CREDENTIAL', detail: { channel: 'INSTANCE' } };
  if (/non-?payment|subscription|stopped due/i.test(said))
    return { fault: 'CREDENTIAL', detail: { channel: 'UNPAID' } };
  if (status === 429 || /too many|rate/i.test(said)) return { fault: 'SLOW_DOWN', detail: {} };
  return { fault: status >= 500 ? 'AWAY' : 'REFUSED', detail: {} };
}

/** A value that a template takes: one line, no long gaps, nothing that turns the text around it, never empty. */
export function templateValue(text: string): string {
  return (
    text
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/ {2,}/g, ' ')
      .trim()
      .slice(0, 700) || '–'
  );
}

const limits: Record<string, number> = { K: 1000, '': 1 };
/** `TIER_250`, `TIER_1K`, `TIER_UNLIMITED`: people a day. Meta moves these steps; only the form is relied on. */
export function limitOfTier(tier: string): number | null {
  if (tier === 'TIER_UNLIMITED') return 0;
  const [, figure, unit] = /^TIER_(\d{1,4})(K?)$/.exec(tier) ?? [];
  return figure ? Number(figure) * limits[unit!]! : null;
}
/** Messages a second. */
export const paceOf: Record<string, number> = { STANDARD: 80, HIGH: 1000 };
