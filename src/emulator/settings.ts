import { z } from 'zod';
import {
  ConfigError,
  type Environment,
  integer,
  isLoopback,
  problemsOf,
  setVariables,
} from '../environment.js';
import type { EmulatorOptions } from './server.js';

export const defaultMaxDataBytes = 4 * 1024 ** 3;

/** Every variable that the embedded service reads, beside the graph or alone, with its default. */
export const emulatorEnvironment = {
  VOD_EMULATOR_HOST: z.string().default('127.0.0.1'),
  VOD_EMULATOR_PORT: integer(0, 65_535, 4001),
  VOD_EMULATOR_DATA: z.string().default('.vodgraph'),
  VOD_EMULATOR_SEED: z.enum(['shipped', 'none'], 'must be `shipped` or `none`').default('shipped'),
  VOD_EMULATOR_MAX_BYTES: integer(1, Number.MAX_SAFE_INTEGER, defaultMaxDataBytes),
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
    library: variables.VOD_EMULATOR_SEED === 'shipped',
    maxDataBytes: variables.VOD_EMULATOR_MAX_BYTES,
  };
}

/** What to tell the operator at start, although it is allowed. */
export function emulatorWarnings({ host }: EmulatorSettings): string[] {
  if (isLoopback(host)) return [];
  const risk = 'whoever reaches this address can read, change and delete media';
  return [`VOD_EMULATOR_HOST: the key is no secret, so ${risk}`];
}
