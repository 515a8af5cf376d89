// @ts-check
// What holds for every answer of the web process, also for those that no middleware sees: files, /api/sync, /api/auth.

const YEARS_TWO = 63_072_000;

/** Of this machine or of a network that is nobody's on the internet: only there a proxy of ours can stand. */
const inside =
  /^(?:::1|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|fe80:|f[cd][0-9a-f]{2}:)/i;

// Next answers a method that it cannot even name (TRACE) with 500.
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * @returns {boolean} whether the request goes on; else it is answered
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} publicUrl
 */
export function atTheDoor(request, response, publicUrl) {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Pages get the whole policy from the middleware, in place of this one.
  response.setHeader('Content-Security-Policy', "frame-ancestors 'none'; object-src 'none'; base-uri 'none'");
  if (publicUrl.startsWith('https:'))
    response.setHeader('Strict-Transport-Security', `max-age=${YEARS_TWO}; includeSubDomains`);
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  // Whoever reaches us straight from the internet is no proxy: what they say of their address is not believed.
  if (!inside.test(peer)) request.headers['x-forwarded-for'] = peer;
  if (methods.includes(request.method ?? '')) return true;
  response.writeHead(405, { Allow: methods.join(', ') }).end();
  return false;
}
