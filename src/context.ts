import type { Prediction } from './cost/prediction.js';
import type { SharedReads } from './datasources/reads.js';
import { VodDatasource } from './datasources/vod.js';
import type { Scope } from './vod/scope.js';

/** What one request may reach. */
export interface Context {
  readonly vod: VodDatasource;
  readonly scope: Scope;
  /** Of an operation that has passed the limits. */
  prediction?: Prediction;
}

export function createContext(reads: SharedReads, scope: Scope): Context {
  return { vod: new VodDatasource(reads, scope), scope };
}
