/** Every column whose values are sealed. Rotation re-seals what stands here, and a test compares it with the calls.
 *  `owner` and `row` are SQL over the table's own columns; `when` leaves out rows that are not secret. */
export type SealedColumn = {
  table: string;
  column: string;
  /** The institution, or 'platform' for what belongs to no institution. */
  owner: string;
  row: string;
  when?: string;
};

export const sealedColumns: readonly SealedColumn[] = [
  // One that is over has lost its secret.
  { table: 'totp_seeds', column: 'sealed', owner: "'platform'", row: 'id', when: "sealed <> ''" },
  { table: 'student_notes', column: 'body', owner: 'institution_id', row: 'id', when: "kind = 'HEALTH'" },
  {
    table: 'message_channels',
    column: 'token',
    owner: 'institution_id',
    row: 'id',
    when: 'token IS NOT NULL',
  },
  {
    table: 'message_channels',
    column: 'app_secret',
    owner: 'institution_id',
    row: 'id',
    when: 'app_secret IS NOT NULL',
  },
  { table: 'message_channels', column: 'hook', owner: 'institution_id', row: 'id', when: 'hook IS NOT NULL' },
  { table: 'push_subscriptions', column: 'sealed', owner: 'institution_id', row: 'id' },
];
