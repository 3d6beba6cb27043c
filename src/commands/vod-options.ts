import { Option } from 'commander';
import { z } from 'zod';
import { emulatorEnvironment } from '../emulator/settings.js';

type Variable = keyof typeof emulatorEnvironment;

/** A variable of the embedded service as a flag of `vodgraph vod`. */
const flags: Readonly<Record<Variable, readonly [flag: string, meaning: string]>> = {
  VOD_EMULATOR_HOST: ['--host <address>', 'address to listen on'],
  VOD_EMULATOR_PORT: ['--port <number>', 'port to listen on; 0 takes a free one'],
  VOD_EMULATOR_DATA: ['--data <folder>', 'where the library is kept; `:memory:` keeps nothing'],
  VOD_EMULATOR_SEED: [
    '--seed <what>',
    'what a new library holds: the `shipped` media, `none`, or the shipped clips and so many generated media',
  ],
  VOD_EMULATOR_MAX_BYTES: ['--max-bytes <bytes>', 'the most that files may take on the disk'],
  VOD_EMULATOR_FFMPEG: [
    '--ffmpeg <path>',
    'what transcodes and takes pictures: `auto` looks for it on the PATH, `none` does without',
  ],
  VOD_EMULATOR_LATENCY: [
    '--latency <ms>',
    'how long every call takes: `off`, `20`, `20-80`, `normal:mean,deviation` or `lognormal:median,sigma`',
  ],
  VOD_EMULATOR_QUOTAS: [
    '--quotas <limits>',
    "flow control: `off`, `published` (VOD's figures) or calls per second, e.g. `GetPlayInfo=5,SearchMedia=0.5`",
  ],
};

const variables = Object.keys(flags) as Variable[];
const presets: Readonly<Record<string, unknown>> = z.object(emulatorEnvironment).parse({});

/** The flags for commander, which takes the variable's value where there is no flag. */
export const vodOptions: readonly Option[] = variables.map((variable) => {
  const preset = presets[variable];
  const option = new Option(...flags[variable]).env(variable);
  return preset === undefined ? option : option.default(String(preset));
});

/** Back to variables, for the one parser that flags and environment share. */
export function variablesOf(options: Readonly<Record<string, string>>): Record<string, string> {
  const given = vodOptions.map((option) => [option.envVar, options[option.attributeName()]]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** What the user calls a setting: the variable's name stays true when the value came from a flag. */
export function flagOf(variable: string): string {
  const option = vodOptions.find(({ envVar }) => envVar === variable);
  return option?.long ? `${option.long} (${variable})` : variable;
}
