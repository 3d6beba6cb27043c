import type { z } from 'zod';
import { ControlRefusal } from './refusal.js';

/** Checks what a caller gave; the refusal names the first field that is wrong. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  name?: string,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const [issue] = error.issues;
  if (!issue) throw error;
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path;
  const field = [...(name === undefined ? [] : [name]), ...path].join('.');
  throw new ControlRefusal(400, messageOf(issue), field === '' ? undefined : field);
}

/** The same for the body of a request, which must be an object. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ControlRefusal(400, 'must be a JSON object', 'body');
  }
  return readInput(schema, body);
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'is not known here';
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return issue.message;
}
