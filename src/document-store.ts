import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** More different queries than an application has; each takes some 20 KB. */
export const maxDocuments = 1000;

/**
 * Parsed and validated documents by the hash of their text; those not asked for longest go first. Apollo's
 * own store counts their text, a ninth of what they and all that is worked out for them take.
 */
export function documentStore(): NonNullable<ApolloServerOptions<BaseContext>['documentStore']> {
  const documents = new LRUCache<string, DocumentNode>({ max: maxDocuments });
  return {
    get: async (hash) => documents.get(hash),
    set: async (hash, document) => void documents.set(hash, document),
    delete: async (hash) => documents.delete(hash),
  };
}
