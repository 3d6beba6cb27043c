import { VodDatasource } from './datasources/vod.js';
import type { VodClient } from './vod/client.js';

/** What one request may reach. */
export interface Context {
  readonly vod: VodDatasource;
}

export function createContext(client: VodClient): Context {
  return { vod: new VodDatasource(client) };
}
