/** A letter of HifzPro itself, to one address: plain text, blank lines between paragraphs, a link on its own line. */
export type Mail = { to: string; subject: string; text: string };

/** Why a server did not take a mail. A passing fault is worth another try; a refusal is not. */
export class MailError extends Error {
  readonly passing: boolean;
  constructor(passing: boolean, cause?: unknown) {
    super('mail not taken', { cause });
    this.passing = passing;
  }
}

/** A way to a mailbox. Called outside of any transaction. */
export interface MailCarrier {
  /** @throws MailError */
  deliver(mail: Mail): Promise<void>;
}
