/** Whether this process lives. Asks nobody, tells nothing. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
}
