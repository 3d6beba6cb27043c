import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Which pages of other origins may use the graph: any on this machine, all, or the listed ones. */
export type AllowedOrigins = 'loopback' | '*' | readonly string[];

const loopbackOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export async function allowOrigins(app: FastifyInstance, allowed: AllowedOrigins): Promise<void> {
  if (Array.isArray(allowed) && allowed.length === 0) return;
  await app.register(cors, {
    origin: allowed === 'loopback' ? loopbackOrigin : allowed === '*' ? '*' : [...allowed],
    methods: ['GET', 'POST'],
    maxAge: 600,
    // OPTIONS that is no preflight is answered as one, instead of with a plain text.
    strictPreflight: false,
  });
}
