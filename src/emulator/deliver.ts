import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, answerHeaders } from './envelope.js';
import type { Outcome } from './fault-effects.js';

/** Puts the outcome of a call on its connection, down to what no well-behaved server does. */
export function deliver(
  outcome: Outcome,
  requestId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (outcome.kind === 'answered') return send(outcome.answer, requestId, reply);
  reply.hijack();
  switch (outcome.kind) {
    case 'truncated':
      writeHalf(outcome.answer, requestId, reply.raw, () => reply.raw.destroy());
      break;
    case 'stalled':
      writeHalf(outcome.answer, requestId, reply.raw);
      break;
    case 'dripping':
      void drip(outcome, requestId, reply.raw);
      break;
    case 'reset':
      request.raw.socket.resetAndDestroy();
      break;
    case 'unanswered':
      break;
  }
  return reply;
}

export function send(answer: Answer, requestId: string, reply: FastifyReply): FastifyReply {
  return reply.code(answer.status).headers(answerHeaders(answer, requestId)).send(answer.body);
}

/** Promises the whole answer and sends half of it. */
function writeHalf(
  answer: Answer,
  requestId: string,
  response: ServerResponse,
  then?: () => void,
): void {
  const body = promise(answer, requestId, response);
  response.write(body.subarray(0, body.length / 2), then);
}

/** Sends headers at once and the body bit by bit, as long as somebody listens. */
async function drip(
  { answer, bytes, everyMs }: Extract<Outcome, { kind: 'dripping' }>,
  requestId: string,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  // Also when the service closes, which ends all connections.
  void once(response, 'close').then(() => gone.abort());
  const body = promise(answer, requestId, response);
  response.flushHeaders();
  for (let at = 0; at < body.length && !gone.signal.aborted; at += bytes) {
    response.write(body.subarray(at, at + bytes));
    await setTimeout(everyMs, undefined, { signal: gone.signal }).catch(() => {});
  }
  response.end();
}

/** Sends the headers of an answer; its body is for the caller of this function to send. */
function promise(answer: Answer, requestId: string, response: ServerResponse): Buffer {
  const body = Buffer.from(answer.body);
  const headers = { ...answerHeaders(answer, requestId), 'content-length': body.length };
  response.writeHead(answer.status, headers);
  return body;
}
