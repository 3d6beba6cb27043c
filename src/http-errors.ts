import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What the HTTP layer refuses, in the shape of a GraphQL answer: clients read one kind of body. */
export function answerHttpErrors(app: FastifyInstance, maxBodyBytes: number): void {
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0];
    return reply
      .code(404)
      .send(refusal(`There is no ${request.method} ${path} here.`, { code: 'NOT_FOUND' }));
  });

  app.setErrorHandler<{ statusCode?: number; code?: string; message: string }>(
    (error, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status === 413) {
        const actual = Number(request.headers['content-length']) || undefined;
        return reply.code(413).send(
          refusal(`The request body is larger than ${maxBodyBytes} bytes.`, {
            code: 'LIMIT_EXCEEDED',
            limit: 'bodyBytes',
            max: maxBodyBytes,
            ...(actual !== undefined && { actual }),
          }),
        );
      }
      if (status >= 400 && status < 500) {
        return reply.code(status).send(refusal(messageFor(error), { code: 'BAD_REQUEST' }));
      }
      request.log.error({ err: error });
      return reply
        .code(500)
        .send(refusal('Internal server error', { code: 'INTERNAL_SERVER_ERROR' }));
    },
  );
}

/** A URL that cannot be decoded has no route. It may hold what is nobody's business. */
export function refuseUrl(_error: Error, _request: FastifyRequest, reply: FastifyReply) {
  return reply.code(400).send(refusal('The URL is not valid.', { code: 'BAD_REQUEST' }));
}

function messageFor({ code, message }: { code?: string; message: string }): string {
  return code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === undefined
    ? 'The request body is not valid JSON, or has a key __proto__ or constructor.prototype.'
    : message;
}

function refusal(message: string, extensions: Record<string, unknown>) {
  return { errors: [{ message, extensions }] };
}
