import pg from 'pg';

export const dynamic = 'force-dynamic';

const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });

/** The least a Next page with one query can cost: the measure that the real pages are held against. */
export default async function Page() {
  const { rows } = await pool.query('SELECT id, name FROM students LIMIT 25');
  return (
    <ul>
      {rows.map((s: { id: string; name: string }) => (
        <li key={s.id}>{s.name}</li>
      ))}
    </ul>
  );
}
