import { z } from 'zod';
import type { CacheSettings } from './cache/caching.js';
import type { AllowedOrigins } from './cors.js';
import {
  type EmulatorSettings,
  emulatorEnvironment,
  emulatorWarnings,
  toEmulatorSettings,
} from './emulator/settings.js';
import {
  ConfigError,
  type Environment,
  integer,
  isLoopback,
  problemsOf,
  setVariables,
} from './environment.js';
import type { QueryLimits } from './limits.js';
import type { VodClientOptions } from './vod/client.js';
import { publishedQuotas, type Quotas } from './vod/quotas.js';
import type { VodEndpoint } from './vod/transport.js';

/** The service to talk to, with the account's keys; or the embedded one. */
export type Upstream =
  | {
      readonly kind: 'vod';
      readonly endpoint: string;
      readonly accessKeyId: string;
      readonly accessKeySecret: string;
      readonly securityToken?: string;
    }
  | ({ readonly kind: 'embedded' } & EmulatorSettings);

/** `compiled` leaves what it cannot do to graphql-js. */
type Executor = 'compiled' | 'graphql-js';

type Calls = Omit<VodClientOptions, keyof VodEndpoint>;

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly upstream: Upstream;
  readonly calls: Calls;
  /** From the arrival of a GraphQL operation to its answer. */
  readonly operationTimeoutMs: number;
  /** How long a stop waits for operations under way. */
  readonly stopTimeoutMs: number;
  /** Who executes queries. */
  readonly executor: Executor;
  /** How often graphql-js executes a query before it is compiled. */
  readonly compileAfter: number;
  readonly cache: CacheSettings;
  readonly limits: QueryLimits;
  readonly maxBodyBytes: number;
  readonly playground: boolean;
  readonly introspection: boolean;
  readonly metrics: boolean;
  /** Of the collector that takes spans; without it there are none. */
  readonly tracesUrl?: string;
  /** Hides what helps developers and attackers alike: field suggestions in errors. */
  readonly production: boolean;
  readonly allowedOrigins: AllowedOrigins;
  readonly logLevel: string;
  /** What to tell the operator at start, although it is allowed. */
  readonly warnings: readonly string[];
}

const onOff = (preset: boolean) =>
  z
    .enum(['true', 'false'], 'must be `true` or `false`')
    .transform((value) => value === 'true')
    .default(preset);

/** Versions of changed entities are kept for half an hour: no value may live for longer. */
const maxCacheMs = 600_000;

const aShare = 'must be a number above 0 and at most 1';
const share = (preset: number) =>
  z
    .string()
    .regex(/^\d*\.?\d+$/, aShare)
    .transform(Number)
    .refine((value) => value > 0 && value <= 1, aShare)
    .default(preset);

/** `SearchMedia=25,GetVideoInfos=50`: calls per second. */
const quotas = z
  .string()
  .transform((value, context): Quotas => {
    const entries = value.split(',').filter((entry) => entry.trim() !== '');
    const pairs = entries.map((entry) => entry.split('=').map((part) => part.trim()));
    for (const [operation = '', figure = ''] of pairs) {
      if (Object.hasOwn(publishedQuotas, operation) && /^[1-9]\d{0,5}$/.test(figure)) continue;
      context.addIssue(
        'must be operations with whole calls per second, e.g. `SearchMedia=25,GetVideoInfos=50`',
      );
      return z.NEVER;
    }
    return Object.fromEntries(pairs.map(([operation, figure]) => [operation, Number(figure)]));
  })
  .optional();

const endpoint = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:\/\/[^/?#@]+\/?$/.test(value),
    'must be an http or https URL without a path, e.g. `https://vod.cn-shanghai.aliyuncs.com`',
  )
  .transform((value) => value.replace(/\/$/, ''));

const collector = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:/.test(value),
    'must be an http or https URL, e.g. `http://127.0.0.1:4318`',
  )
  .optional();

/** Origins of pages: `loopback`, `*`, `none`, or a comma-separated list. */
const origins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .refine(
    ([first, ...more]) =>
      (more.length === 0 && ['loopback', '*', 'none'].includes(first ?? '')) ||
      [first, ...more].every(
        (origin) => URL.canParse(origin ?? '') && new URL(origin ?? '').origin === origin,
      ),
    'must be `loopback`, `*`, `none` or origins like `https://www.example.com`, separated by commas',
  )
  .transform((list): AllowedOrigins => {
    if (list[0] === 'none') return [];
    return list[0] === 'loopback' || list[0] === '*' ? list[0] : list;
  })
  .default('loopback');

/** Every variable that is read, with its default. */
export const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535, 4000),
  ALIBABA_CLOUD_ACCESS_KEY_ID: z.string().optional(),
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: z.string().optional(),
  ALIBABA_CLOUD_SECURITY_TOKEN: z.string().optional(),
  VOD_REGION: z
    .string()
    .regex(/^[a-z]{2}-[a-z0-9-]+$/, 'must be a region id, e.g. `cn-shanghai`')
    .default('cn-shanghai'),
  VOD_ENDPOINT: endpoint.optional(),
  ...emulatorEnvironment,
  VOD_CONNECT_TIMEOUT_MS: integer(1, 60_000, 3000),
  VOD_READ_TIMEOUT_MS: integer(1, 120_000, 10_000),
  VOD_MAX_ATTEMPTS: integer(1, 10, 3),
  VOD_QUOTA_SHARE: share(1),
  VOD_QUOTAS: quotas,
  VOD_MAX_WAITING: integer(1, 1_000_000, 1000),
  OPERATION_TIMEOUT_MS: integer(100, 600_000, 15_000),
  STOP_TIMEOUT_MS: integer(0, 600_000, 2000),
  EXECUTOR: z
    .enum(['compiled', 'graphql-js'], 'must be `compiled` or `graphql-js`')
    .default('compiled'),
  COMPILE_AFTER: integer(0, 1_000_000, 1),
  VOD_CDN_VALIDITY_S: integer(0, 31_536_000, 1800),
  CACHE_MEDIA_MS: integer(0, maxCacheMs, 2000),
  CACHE_IMAGE_MS: integer(0, maxCacheMs, 2000),
  CACHE_SOURCE_MS: integer(0, maxCacheMs, 2000),
  CACHE_STREAM_MS: integer(0, maxCacheMs, 2000),
  CACHE_STALE_MS: integer(0, maxCacheMs, 3000),
  CACHE_MISSING_MS: integer(0, maxCacheMs, 1000),
  CACHE_MAX_BYTES: integer(1024, Number.MAX_SAFE_INTEGER, 67_108_864),
  CACHE_REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'must be a URL that starts with redis:// or rediss://')
    .optional(),
  MAX_DEPTH: integer(1, 100, 12),
  MAX_ALIASES: integer(0, 10_000, 30),
  MAX_DIRECTIVES: integer(0, 10_000, 10),
  MAX_TOKENS: integer(1, 100_000, 2000),
  MAX_OBJECTS: integer(1, 10_000_000, 10_000),
  MAX_UPSTREAM_CALLS: integer(1, 1_000_000, 600),
  MAX_PAGE_SIZE: integer(1, 100, 100),
  MAX_REQUEST_ERRORS: integer(1, 100, 5),
  MAX_BODY_BYTES: integer(1024, 104_857_600, 262_144),
  PLAYGROUND: onOff(true),
  INTROSPECTION: onOff(true),
  METRICS: onOff(true),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector,
  CORS_ORIGINS: origins,
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('warn'),
  NODE_ENV: z.string().optional(),
});

/** Regions with an endpoint of their own (contract 1.1). */
const ownEndpoint: ReadonlySet<string> = new Set([
  'cn-shanghai',
  'cn-beijing',
  'cn-shenzhen',
  'cn-hongkong',
  'ap-southeast-1',
  'ap-southeast-5',
  'ap-northeast-1',
  'eu-central-1',
  'us-west-1',
  'me-central-1',
  'cn-north-2-gov-1',
]);

/** Reads the settings; an empty variable counts as not set. Throws a `ConfigError` that lists all problems. */
export function readConfig(env: Environment): Config {
  const set = setVariables(env);
  const parsed = environment.safeParse(set);
  const problems = [...problemsOf(parsed.error), ...keyProblems(set)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const settings = parsed.data;
  const upstream = upstreamOf(settings);
  const tracesUrl = tracesUrlOf(settings);
  return Object.freeze({
    host: settings.HOST,
    port: settings.PORT,
    upstream,
    calls: {
      connectTimeoutMs: settings.VOD_CONNECT_TIMEOUT_MS,
      readTimeoutMs: settings.VOD_READ_TIMEOUT_MS,
      maxAttempts: settings.VOD_MAX_ATTEMPTS,
      quotaShare: settings.VOD_QUOTA_SHARE,
      ...(settings.VOD_QUOTAS && { quotas: settings.VOD_QUOTAS }),
      maxWaiting: settings.VOD_MAX_WAITING,
    },
    operationTimeoutMs: settings.OPERATION_TIMEOUT_MS,
    stopTimeoutMs: settings.STOP_TIMEOUT_MS,
    executor: settings.EXECUTOR,
    compileAfter: settings.COMPILE_AFTER,
    cache: {
      mediaMs: settings.CACHE_MEDIA_MS,
      imageMs: settings.CACHE_IMAGE_MS,
      sourceMs: settings.CACHE_SOURCE_MS,
      streamMs: settings.CACHE_STREAM_MS,
      staleMs: settings.CACHE_STALE_MS,
      missingMs: settings.CACHE_MISSING_MS,
      cdnValidityMs: settings.VOD_CDN_VALIDITY_S * 1000,
      maxBytes: settings.CACHE_MAX_BYTES,
      ...(settings.CACHE_REDIS_URL && { redisUrl: settings.CACHE_REDIS_URL }),
    },
    limits: {
      maxDepth: settings.MAX_DEPTH,
      maxAliases: settings.MAX_ALIASES,
      maxDirectives: settings.MAX_DIRECTIVES,
      maxTokens: settings.MAX_TOKENS,
      maxObjects: settings.MAX_OBJECTS,
      maxUpstreamCalls: settings.MAX_UPSTREAM_CALLS,
      maxPageSize: settings.MAX_PAGE_SIZE,
      maxRequestErrors: settings.MAX_REQUEST_ERRORS,
    },
    maxBodyBytes: settings.MAX_BODY_BYTES,
    playground: settings.PLAYGROUND,
    introspection: settings.INTROSPECTION,
    metrics: settings.METRICS,
    ...(tracesUrl !== undefined && { tracesUrl }),
    allowedOrigins: settings.CORS_ORIGINS,
    production: settings.NODE_ENV === 'production',
    logLevel: settings.LOG_LEVEL,
    warnings: warningsOf(settings.HOST, upstream),
  });
}

function keyProblems(env: Environment): string[] {
  const id = env.ALIBABA_CLOUD_ACCESS_KEY_ID !== undefined;
  const secret = env.ALIBABA_CLOUD_ACCESS_KEY_SECRET !== undefined;
  if (id && secret) return [];
  if (id) return ['ALIBABA_CLOUD_ACCESS_KEY_SECRET: must be set, as the id of its key is'];
  if (secret) return ['ALIBABA_CLOUD_ACCESS_KEY_ID: must be set, as the secret of its key is'];
  const orphans = ['VOD_ENDPOINT', 'ALIBABA_CLOUD_SECURITY_TOKEN'];
  return orphans
    .filter((name) => env[name] !== undefined)
    .map(
      (name) =>
        `${name}: needs ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET beside it`,
    );
}

function upstreamOf(settings: z.infer<typeof environment>): Upstream {
  const {
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: securityToken,
  } = settings;
  if (accessKeyId === undefined || accessKeySecret === undefined) {
    return { kind: 'embedded', ...toEmulatorSettings(settings) };
  }
  return {
    kind: 'vod',
    endpoint: settings.VOD_ENDPOINT ?? endpointOf(settings.VOD_REGION),
    accessKeyId,
    accessKeySecret,
    ...(securityToken !== undefined && { securityToken }),
  };
}

/** As OpenTelemetry has it: the endpoint of traces is complete, the common one gets a path. */
function tracesUrlOf(settings: z.infer<typeof environment>): string | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = settings;
  return own ?? (all && `${all.replace(/\/$/, '')}/v1/traces`);
}

function endpointOf(region: string): string {
  if (region === 'cn-hangzhou') return 'https://vod.cn-shanghai.aliyuncs.com';
  if (ownEndpoint.has(region)) return `https://vod.${region}.aliyuncs.com`;
  return 'https://vod.aliyuncs.com';
}

function warningsOf(host: string, upstream: Upstream): string[] {
  const open = isLoopback(host)
    ? []
    : ['HOST: there is no login, so whoever reaches this address can change and delete media'];
  if (upstream.kind === 'embedded') return [...open, ...emulatorWarnings(upstream)];
  const { protocol, hostname } = new URL(upstream.endpoint);
  return protocol === 'http:' && !isLoopback(hostname)
    ? [...open, 'VOD_ENDPOINT: plain http, so that calls and signed URLs travel unencrypted']
    : open;
}
