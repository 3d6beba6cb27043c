import type { FastifyReply } from 'fastify';
import type { CallLog } from '../call-log.js';

/** A reader that falls so far behind is cut off: what it has not read would fill the memory. */
const maxUnreadBytes = 4 * 1024 * 1024;

/**
 * Sends calls as they happen, as server-sent events: each when it arrives, and again when more is
 * known of it; the sequence tells which. Ends with the connection.
 */
export function streamCalls(calls: CallLog, reply: FastifyReply): FastifyReply {
  reply.hijack();
  const response = reply.raw;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  // Something to read at once, so that the reader knows it is connected.
  response.write(': calls\n\n');
  const stop = calls.listen((call) => {
    if (response.writableLength > maxUnreadBytes) response.destroy();
    else response.write(`event: call\ndata: ${JSON.stringify(call)}\n\n`);
  });
  response.once('close', stop);
  return reply;
}
