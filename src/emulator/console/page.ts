import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addAsset, pageHeaders, readPackageFile } from '../../page-assets.js';

// The same three levels up from `src/emulator/console` and from `dist/emulator/console`.
const folder = new URL('../../../console/', import.meta.url);

/** Where the page's files are; no operation and no bucket has such a name. */
const prefix = '/_console';

/** Adds the page at the root, for browsers: calls of SDKs to the same address are not touched. */
export async function addConsole(app: FastifyInstance): Promise<void> {
  for (const name of await readdir(folder)) {
    const contentType = contentTypeOf(name);
    const url = `${prefix}/${name}`;
    if (contentType) addAsset(app, { url, contentType, content: await read(name) });
  }
  const player = await readPackageFile('hls.js', 'dist/hls.light.min.mjs');
  addAsset(app, { url: `${prefix}/hls.js`, contentType: 'text/javascript', content: player });
  const page = (await read('index.html')).toString();

  app.addHook('onRequest', async (request, reply) => {
    if (!isVisit(request)) return;
    const nonce = randomBytes(18).toString('base64url');
    reply.headers(pageHeaders(contentSecurityPolicy(nonce))).type('text/html; charset=utf-8');
    return reply.send(page.replaceAll('{nonce}', nonce));
  });
}

/** A browser that was led to the root, as opposed to a call: that has parameters or is authorised. */
function isVisit({ method, raw, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' &&
    raw.url === '/' &&
    headers.authorization === undefined &&
    (headers.accept ?? '').includes('text/html')
  );
}

function contentSecurityPolicy(nonce: string): string[] {
  return [
    // Scripts that a marked one imports inherit its mark.
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    // The player of HLS streams feeds the media element from a blob.
    "media-src 'self' blob:",
    "connect-src 'self'",
  ];
}

function contentTypeOf(name: string) {
  if (name.endsWith('.css')) return 'text/css';
  return name.endsWith('.js') ? 'text/javascript' : undefined;
}

function read(name: string): Promise<Buffer> {
  return readFile(new URL(name, folder));
}
