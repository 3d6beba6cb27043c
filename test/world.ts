import { type CacheSettings, createCaching } from '../src/cache/caching.js';
import { readConfig } from '../src/config.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../src/emulator/server.js';
import type { ExampleTab } from '../src/playground.js';
import { createServer, type ServerSettings } from '../src/server.js';
import { createVodClient, type VodClient } from '../src/vod/client.js';
import type { GovernorOptions } from '../src/vod/governor.js';
import { publishedQuotas } from '../src/vod/quotas.js';

export interface GraphQLAnswer {
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly data?: any;
  readonly errors?: {
    readonly message: string;
    readonly path?: (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: Record<string, unknown>;
}

/** A server with its own embedded service, both on free ports. */
export interface World {
  readonly emulator: Emulator;
  /** Origin of the GraphQL server. */
  readonly origin: string;
  /** All log lines of the server. */
  readonly logged: string[];
  readonly client: VodClient;
  /** Sends one operation by POST; its answer, whatever the status. */
  query(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  /** Names of the upstream calls since the last `forget`, with how often each was made. */
  calls(): Record<string, number>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly settings?: Partial<ServerSettings>;
  readonly tabs?: readonly ExampleTab[];
  /** Of the server's client; the embedded service accepts the default key. */
  readonly secret?: string;
  readonly securityToken?: string;
  readonly readTimeoutMs?: number;
  /** How often a call is sent at most; three times unless given. */
  readonly maxAttempts?: number;
  /** How fast the client goes; without limit unless given. */
  readonly governor?: GovernorOptions;
  /** A cache between requests; none unless given. */
  readonly cache?: Partial<CacheSettings>;
  /** The embedded service of another world, which closes it; its own unless given. */
  readonly emulator?: Emulator;
  /** False starts with an empty library. */
  readonly library?: boolean;
  readonly now?: () => Date;
  /** Flow control and latency of the embedded service. */
  readonly upstream?: Pick<EmulatorOptions, 'quotas' | 'latency'>;
  /** Where the library is kept; in memory unless given. */
  readonly dataFolder?: string;
}

const unhurried: GovernorOptions = {
  quotaShare: 1,
  quotas: Object.fromEntries(Object.keys(publishedQuotas).map((name) => [name, 100_000])),
  maxWaiting: 100_000,
};

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const emulator = options.emulator ?? (await startEmulatorOf(options));
  const client = createVodClient({
    endpoint: emulator.origin,
    accessKeyId: 'vodgraph',
    accessKeySecret: options.secret ?? 'vodgraph-secret',
    ...(options.securityToken !== undefined && { securityToken: options.securityToken }),
    // Longer than a busy machine may stop for: a connection that is there would count as none.
    connectTimeoutMs: 5000,
    readTimeoutMs: options.readTimeoutMs ?? 5000,
    maxAttempts: options.maxAttempts ?? 3,
    // Tests that are not about quotas never wait for them.
    ...(options.governor ?? unhurried),
  });
  const logged: string[] = [];
  const caching =
    options.cache && (await createCaching({ ...noCache, ...options.cache }, console.warn));
  const server = await createServer({
    client,
    ...(caching && { caching }),
    // Compiled at once, as no test asks a query often, and stopped at once.
    settings: { ...readConfig({}), compileAfter: 0, stopTimeoutMs: 0, ...options.settings },
    tabs: options.tabs ?? [],
    logStream: { write: (line) => logged.push(line) },
  });
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    emulator,
    origin,
    logged,
    client,
    query: (query, variables) => post(origin, { query, variables }),
    calls: () => countCalls(emulator),
    close: async () => {
      await server.close();
      client.close();
      await caching?.cache.close();
      if (!options.emulator) await emulator.close();
    },
  };
}

function startEmulatorOf(options: WorldOptions): Promise<Emulator> {
  return startEmulator({
    port: 0,
    dataFolder: options.dataFolder ?? ':memory:',
    library: options.library ?? true,
    ...(options.now && { now: options.now }),
    ...options.upstream,
  });
}

const noCache: CacheSettings = {
  mediaMs: 0,
  imageMs: 0,
  sourceMs: 0,
  streamMs: 0,
  staleMs: 0,
  missingMs: 0,
  cdnValidityMs: 1_800_000,
  maxBytes: 10_000_000,
};

export async function post(origin: string, body: unknown): Promise<GraphQLAnswer> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as GraphQLAnswer;
}

function countCalls(emulator: Emulator): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of emulator.calls.all()) {
    counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}
