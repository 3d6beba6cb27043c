import type { SharedReads } from './datasources/reads.js';
import { VodDatasource } from './datasources/vod.js';
import type { Scope } from './vod/scope.js';

/** What one request may reach. */
export interface Context {
  readonly vod: VodDatasource;
  readonly scope: Scope;
}

export function createContext(reads: SharedReads, scope: Scope): Context {
  return { vod: new VodDatasource(reads, scope), scope };
}
