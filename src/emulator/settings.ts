import { z } from 'zod';
import {
  ConfigError,
  type Environment,
  integer,
  isLoopback,
  problemsOf,
  setVariables,
} from '../environment.js';
import { ControlRefusal } from './control/refusal.js';
import { Latency } from './latency.js';
import { type QuotaSetting, Quotas } from './quotas.js';
import type { EmulatorOptions } from './server.js';

export const defaultMaxDataBytes = 4 * 1024 ** 3;

/** Texts that are checked by those who use them. */
function text<Value>(read: (text: string) => Value) {
  return z.string().transform((value, context) => {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof ControlRefusal)) throw error;
      const [, part] = error.field?.split('.') ?? [];
      context.addIssue(part === undefined ? error.reason : `${part} ${error.reason}`);
      return z.NEVER;
    }
  });
}

const readLatency = (value: string) => new Latency(value).setting;

/** `off`, `published`, or calls per second of operations: `GetPlayInfo=5,SearchMedia=0.5`. */
function readQuotas(value: string): QuotaSetting {
  const pairs = value.split(',').map((pair) => pair.split('='));
  const limits = pairs.map(([name = '', qps = '']) => [name.trim(), Number(qps)]);
  const setting = value.includes('=') ? Object.fromEntries(limits) : value;
  return new Quotas(() => 0, setting).setting;
}

/** Every variable that the embedded service reads, beside the graph or alone, with its default. */
export const emulatorEnvironment = {
  VOD_EMULATOR_HOST: z.string().default('127.0.0.1'),
  VOD_EMULATOR_PORT: integer(0, 65_535, 4001),
  VOD_EMULATOR_DATA: z.string().default('.vodgraph'),
  VOD_EMULATOR_SEED: z
    .string()
    .regex(/^(shipped|none|\d{1,6})$/, 'must be `shipped`, `none` or a number up to 999999')
    .default('shipped'),
  VOD_EMULATOR_MAX_BYTES: integer(1, Number.MAX_SAFE_INTEGER, defaultMaxDataBytes),
  VOD_EMULATOR_FFMPEG: z.string().default('auto'),
  VOD_EMULATOR_LATENCY: text(readLatency).default('off'),
  VOD_EMULATOR_QUOTAS: text(readQuotas).default('off'),
};

const schema = z.object(emulatorEnvironment);

/** What the environment decides of a service. */
export type EmulatorSettings = Omit<EmulatorOptions, 'log' | 'now' | 'allowedAccessKeys'> & {
  readonly host: string;
};

/**
 * Reads the variables of the embedded service. Throws a `ConfigError` that lists all problems, each
 * under the name that `shownAs` gives to the variable.
 */
export function readEmulatorSettings(
  environment: Environment,
  shownAs?: (variable: string) => string,
): EmulatorSettings {
  const { data, error } = schema.safeParse(setVariables(environment));
  if (error) throw new ConfigError(problemsOf(error, shownAs));
  return toEmulatorSettings(data);
}

export function toEmulatorSettings(variables: z.infer<typeof schema>): EmulatorSettings {
  return {
    host: variables.VOD_EMULATOR_HOST,
    port: variables.VOD_EMULATOR_PORT,
    dataFolder: variables.VOD_EMULATOR_DATA,
    library: readSeed(variables.VOD_EMULATOR_SEED),
    maxDataBytes: variables.VOD_EMULATOR_MAX_BYTES,
    ffmpeg: variables.VOD_EMULATOR_FFMPEG,
    latency: variables.VOD_EMULATOR_LATENCY,
    quotas: variables.VOD_EMULATOR_QUOTAS,
  };
}

function readSeed(seed: string): boolean | number {
  return /^\d/.test(seed) ? Number(seed) : seed === 'shipped';
}

/** What to tell the operator at start, although it is allowed. */
export function emulatorWarnings({ host }: EmulatorSettings): string[] {
  if (isLoopback(host)) return [];
  const risk = 'whoever reaches this address can read, change and delete media';
  return [`VOD_EMULATOR_HOST: the key is no secret, so ${risk}`];
}
