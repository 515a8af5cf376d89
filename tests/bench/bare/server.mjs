import http from 'node:http';
import pg from 'pg';

// The floor under every framework: one query, JSON, nothing else.
const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });
http
  .createServer(async (_request, response) => {
    const { rows } = await pool.query('SELECT id, name FROM students LIMIT 25');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(rows));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
