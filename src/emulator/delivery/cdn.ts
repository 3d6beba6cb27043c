import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addOssHeaders, sendError, sendPreflight } from '../oss/answer.js';
import { ossRefusals } from '../oss/refusals.js';
import { readOssRequest } from '../oss/request.js';
import type { Log } from '../rpc.js';
import type { Store } from '../store.js';
import { cdnPrefix, cdnQuery } from '../urls.js';
import { type AuthKey, CdnDenial, checkAuthKey } from './cdn-auth.js';
import { type Content, fileContent, isPlaylist, rewritten } from './content.js';
import { signPlaylist } from './playlist.js';
import { sendContent } from './send-content.js';

export interface CdnOptions {
  readonly store: Store;
  readonly log: Log;
}

/**
 * The domain that accelerates the bucket, below a path because it has no name on loopback. Only keys
 * that the store knows lead to a file, so no path leads out of it.
 */
export async function cdn(app: FastifyInstance, { store, log }: CdnOptions): Promise<void> {
  addOssHeaders(app);
  app.setErrorHandler((error, request, reply) =>
    error instanceof CdnDenial
      ? sendDenial(error, request, reply)
      : sendError(error, request, reply, log),
  );
  const url = `${cdnPrefix}*`;
  const handler = (request: FastifyRequest, reply: FastifyReply) => {
    const { key, query } = readOssRequest(request.method, request.raw.url ?? '/', request.headers);
    const [uri = ''] = (request.raw.url ?? '/').split('?');
    const authKey = checkAuthKey(uri, query, store.now());
    return sendContent(request, reply, findContent(store, key, { uri, authKey }));
  };
  app.route({ method: ['GET', 'HEAD'], url, handler });
  app.options(url, (request, reply) => sendPreflight(request, reply, 'GET, HEAD'));
}

interface Opened {
  readonly uri: string;
  readonly authKey: AuthKey;
}

function findContent(store: Store, key: string, { uri, authKey }: Opened): Content {
  const file = store.findObject(key);
  const content = file && fileContent(file);
  if (!content) throw ossRefusals.noSuchKey(key);
  if (!isPlaylist(file, content)) return content;
  const { timestamp, ...viewer } = authKey;
  const base = new URL(uri, 'http://any.invalid');
  return rewritten(file, content, (text) =>
    signPlaylist(text, base, (path) =>
      path.startsWith(cdnPrefix) ? cdnQuery(path, timestamp, viewer) : '',
    ),
  );
}

/** The page of the CDN's server; the reason stands in a header only. */
function sendDenial({ message }: CdnDenial, request: FastifyRequest, reply: FastifyReply) {
  const page = [
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">',
    '<html>',
    '<head><title>403 Forbidden</title></head>',
    '<body bgcolor="white">',
    '<h1>403 Forbidden</h1>',
    "<p>You don't have permission to access the URL on this server.</p>",
    '<hr/>Powered by Tengine</body>',
    '</html>',
    '',
  ].join('\r\n');
  reply.code(403).type('text/html').header('X-Tengine-Error', message);
  return reply.send(request.method === 'HEAD' ? undefined : page);
}
