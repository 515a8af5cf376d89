import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// A passkey in memory that speaks WebAuthn's wire format: what a browser would send, and what only a cheat would.

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** The four kinds of CBOR (RFC 8949) that an authenticator writes. */
function cbor(value: Cbor): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([k, v]) => [cbor(k), cbor(v)])]);
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const text = (data: Buffer | string) => Buffer.from(data).toString('base64url');

type Cheat = { origin?: string; site?: string; challenge?: string; counter?: number; verified?: boolean };

export function makePasskey({ origin = 'http://localhost:3000', counts = true } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let counter = 0;

  const clientData = (type: string, challenge: string, cheat: Cheat) =>
    Buffer.from(
      JSON.stringify({ type, challenge: cheat.challenge ?? challenge, origin: cheat.origin ?? origin }),
    );
  /** Who asks, whether the holder was there (1) and was checked (4), how often it was used. */
  const data = (flags: number, cheat: Cheat, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(cheat.counter ?? (counts ? ++counter : 0));
    const seen = cheat.verified === false ? flags & ~4 : flags;
    return Buffer.concat([sha256(cheat.site ?? new URL(origin).hostname), Buffer.from([seen]), count, rest]);
  };
  const common = { id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {} };

  return {
    /** Answers `navigator.credentials.create`. */
    make(options: { challenge: string }, cheat: Cheat = {}): string {
      const client = clientData('webauthn.create', options.challenge, cheat);
      const key = cbor(
        new Map<number, Cbor>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x!, 'base64url')],
          [-3, Buffer.from(y!, 'base64url')],
        ]),
      );
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const object = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', data(0x45, cheat, attested)],
        ]),
      );
      const response = {
        clientDataJSON: text(client),
        attestationObject: text(object),
        transports: ['internal'],
      };
      return JSON.stringify({ ...common, response });
    },
    /** Answers `navigator.credentials.get`. */
    prove(options: { challenge: string }, cheat: Cheat = {}): string {
      const client = clientData('webauthn.get', options.challenge, cheat);
      const authenticatorData = data(0x05, cheat);
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: text(client),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
      };
      return JSON.stringify({ ...common, response });
    },
  };
}
