import { z } from 'zod';
import { OperatorError } from './operator-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every problem of the environment at once. */
export class ConfigError extends OperatorError {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`The settings are not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** The variables that are set: an empty one counts as not set. */
export function setVariables(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

/** What a schema has to say of the variables, each problem behind its variable's name. */
export function problemsOf(
  error: z.ZodError | undefined,
  shownAs = (variable: string) => variable,
): string[] {
  const issues = error?.issues ?? [];
  return issues.map(({ path, message }) => `${shownAs(path.join('.'))}: ${message}`);
}

export function integer(min: number, max: number, preset: number) {
  const rule = `must be an integer from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, rule)
    .transform(Number)
    .refine((value) => value >= min && value <= max, rule)
    .default(preset);
}

/** Whether only programs of this machine reach this address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);
}
