import { z } from 'zod';

const aPort = 'must be a port from 0 to 65535';

const settings = z.object({
  VOD_EMULATOR_PORT: z
    .string()
    .regex(/^\d{1,5}$/, aPort)
    .transform(Number)
    .refine((port) => port <= 65_535, aPort)
    .default(4001),
  VOD_EMULATOR_DATA: z.string().min(1, 'must name a folder').default('.vodgraph'),
  HOST: z.string().min(1, 'must name an address').default('127.0.0.1'),
});

export interface Settings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataFolder: string;
}

/** Reads the environment; throws one error that names every variable that is wrong. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { success, data, error } = settings.safeParse(environment);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(`Invalid settings: ${problems.join('; ')}`);
  }
  return { host: data.HOST, port: data.VOD_EMULATOR_PORT, dataFolder: data.VOD_EMULATOR_DATA };
}
