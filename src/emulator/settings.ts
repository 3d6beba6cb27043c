import { z } from 'zod';

const aPort = 'must be a port from 0 to 65535';

const settings = z.object({
  VOD_EMULATOR_PORT: z
    .string()
    .regex(/^\d{1,5}$/, aPort)
    .transform(Number)
    .refine((port) => port <= 65_535, aPort)
    .default(4001),
  VOD_EMULATOR_DATA: z.string().default('.vodgraph'),
  HOST: z.string().default('127.0.0.1'),
});

export interface Settings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataFolder: string;
}

/** Reads the environment; an empty variable counts as not set. One error names all that are wrong. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  const { success, data, error } = settings.safeParse(Object.fromEntries(set));
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(`Invalid settings: ${problems.join('; ')}`);
  }
  return { host: data.HOST, port: data.VOD_EMULATOR_PORT, dataFolder: data.VOD_EMULATOR_DATA };
}
