import type { FastifyInstance } from 'fastify';
import { codeOf } from './errors.js';
import type { VodClient } from './vod/client.js';
import { isCallFailure } from './vod/errors.js';
import { Scope } from './vod/scope.js';

/** How long one look at the upstream serves; the only calls that no request asked for. */
const cacheMs = 10_000;

/** An answer that takes longer is none. */
const probeTimeoutMs = 5000;

interface Readiness {
  readonly ready: boolean;
  readonly upstream: { readonly state: 'ok' | 'failing'; readonly code?: string };
  readonly checkedAt: string;
}

/** `/health`: the process is up. `/ready`: it can serve, and what state the upstream is in. */
export async function health(app: FastifyInstance, options: { client: VodClient }): Promise<void> {
  app.get('/health', () => ({ status: 'ok' }));

  let latest: { readiness: Promise<Readiness>; until: number } | undefined;
  app.get('/ready', async (_request, reply) => {
    if (latest === undefined || latest.until < Date.now()) {
      latest = { readiness: checkUpstream(options.client), until: Date.now() + cacheMs };
    }
    const readiness = await latest.readiness;
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
}

async function checkUpstream(client: VodClient): Promise<Readiness> {
  const checkedAt = new Date().toISOString();
  try {
    const scope = new Scope({ timeoutMs: probeTimeoutMs });
    await client.call('GetVideoList', { PageNo: 1, PageSize: 1 }, scope);
    return { ready: true, upstream: { state: 'ok' }, checkedAt };
  } catch (problem) {
    const code = isCallFailure(problem) ? codeOf(problem) : 'INTERNAL_SERVER_ERROR';
    // A throttled account still serves, if slowly.
    return { ready: code === 'THROTTLED', upstream: { state: 'failing', code }, checkedAt };
  }
}
