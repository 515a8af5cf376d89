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
  if (!methods.includes(request.method ?? '')) {
    response.writeHead(405, { Allow: methods.join(', ') }).end();
    return false;
  }
  // An address in full, as a proxy is asked: its host is no word of ours, and Next would send the visitor there.
  request.url = (request.url ?? '').replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  if (!request.url.startsWith('/')) {
    response.writeHead(400).end();
    return false;
  }
  blameTheTorn(request, response);
  return true;
}

/**
 * A form whose frame does not end is the sender's fault: Next answers 500 to it, on every page; here it becomes 400.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function blameTheTorn(request, response) {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\//i.test(type)) return;
  const boundary = /boundary="?([^";,]+)/i.exec(type)?.[1];
  let tail = Buffer.alloc(0);
  // Looks at what arrives without taking it: a listener for data would set the stream flowing before Next reads it.
  const { push } = request;
  request.push = (chunk, encoding) => {
    if (chunk) tail = Buffer.concat([tail, chunk]).subarray(-256);
    return push.call(request, chunk, encoding);
  };
  const { writeHead } = response;
  /** @param {number} status @param {any[]} rest */
  // @ts-expect-error the overloads of Node
  response.writeHead = (status, ...rest) => {
    const torn = status === 500 && !(boundary && tail.includes(`--${boundary}--`));
    if (torn) response.statusCode = 400;
    return writeHead.call(response, torn ? 400 : status, .../** @type {[any]} */ (rest));
  };
}
