import pg from 'pg';

export type ChainLine = {
  institution: string;
  name: string;
  entries: number;
  /** The first place that does not fit. */
  broken: number | null;
  head: string | null;
  headSeq: number | null;
  headAt: Date | null;
  /** A head of an earlier report that stands no more where it stood. */
  lost: number | null;
};

type Head = { institution: string; seq: number; hash: string };

/** Goes through the audit chain of every institution, one after the other.
 *  @param url of the migrating login, which may act as the owner of the chain
 *  @param earlier heads of an earlier report: a chain that was cut off or rewritten whole has lost them */
export async function verifyChains(url: string, earlier: readonly Head[] = []): Promise<ChainLine[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET ROLE hifzpro_policy');
    const { rows } = await client.query(
      `SELECT n.id AS institution, n.name, v.entries::int AS entries, v.broken::int AS broken, v.head, v.head_seq::int AS "headSeq",
         v.head_at AS "headAt",
         (SELECT min(h.seq) FROM jsonb_to_recordset($1::jsonb) AS h(institution uuid, seq int, hash text)
           WHERE h.institution = n.id AND NOT EXISTS (SELECT 1 FROM audit_entries a
             WHERE a.institution_id = n.id AND a.seq = h.seq AND a.hash = h.hash)) AS lost
       FROM institutions n CROSS JOIN LATERAL sec.verify(n.id) v ORDER BY n.created_at, n.id`,
      [JSON.stringify(earlier)],
    );
    return rows as ChainLine[];
  } finally {
    await client.end();
  }
}

/** One line an institution, tabs between: what an operator keeps elsewhere, and hands back as `--against`. */
export function reportOf(lines: readonly ChainLine[]): string {
  return lines
    .map(({ institution, name, entries, broken, lost, head, headSeq, headAt }) =>
      [
        institution,
        headSeq ?? 0,
        head ?? '-',
        headAt?.toISOString() ?? '-',
        entries,
        broken !== null
          ? `BROKEN at entry ${broken}`
          : lost !== null
            ? `REPLACED: entry ${lost} was another`
            : 'whole',
        name,
      ].join('\t'),
    )
    .join('\n');
}

/** The heads of an earlier report; lines that are none (a greeting of npm) are passed over. */
export function headsOf(report: string): Head[] {
  return report.split('\n').flatMap((line) => {
    const [institution = '', seq = '', hash = ''] = line.split('\t');
    return /^[0-9a-f]{64}$/.test(hash) ? [{ institution, seq: Number(seq), hash }] : [];
  });
}
