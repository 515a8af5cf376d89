/** Who keeps the master key. It wraps data keys and never leaves; a cloud's KMS is one more of these. */
export interface KeyKeeper {
  /** Names the master key in use now; kept beside each wrapped key. */
  masterKeyId(): Promise<string>;
  wrap(key: Buffer, about: string): Promise<string>;
  /** @throws when the master key is not at hand, or the wrapped key is not about `about` */
  unwrap(wrapped: string, masterKeyId: string, about: string): Promise<Buffer>;
}
