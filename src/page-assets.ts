import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** A file that a page asks for by its address. */
export interface PageAsset {
  readonly url: string;
  readonly contentType: 'text/css' | 'text/javascript';
  readonly content: Buffer;
}

export function addAsset(app: FastifyInstance, { url, contentType, content }: PageAsset): void {
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  app.get(url, (request, reply) => {
    // Kept, but asked for again: an upgraded server must not meet the scripts of its predecessor.
    reply.headers({
      'cache-control': 'public, no-cache',
      etag,
      'x-content-type-options': 'nosniff',
    });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(`${contentType}; charset=utf-8`).send(content);
  });
}

/** Packages do not export such files, so they are found beside the one file that all export. */
export function readPackageFile(packageName: string, file: string): Promise<Buffer> {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  return readFile(join(dirname(manifest), file));
}

/** Of a page that shows what others wrote: it runs what its nonce marks, and asks its own origin only. */
export function pageHeaders(contentSecurityPolicy: readonly string[]) {
  const policy = [
    "default-src 'none'",
    ...contentSecurityPolicy,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
